package org.resnet4j.distributed.c10d;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.Rendezvous;

/**
 * The network interfaces that processes talk over: those that {@code GLOO_SOCKET_IFNAME} names, or
 * the one by which this machine reaches the store. Gloo's own choice, the address of the machine's
 * name, is a loopback address on many machines.
 */
final class NetworkDevices {
  static final String VARIABLE = "GLOO_SOCKET_IFNAME";

  private NetworkDevices() {}

  static GlooDeviceVector of(Rendezvous rendezvous, String names) {
    var devices = new GlooDeviceVector();
    try {
      if (names.isBlank()) {
        devices.push_back(ProcessGroupGloo.createDeviceForHostname(address(rendezvous)));
      }
      for (var name : names.isBlank() ? new String[0] : names.strip().split(",")) {
        devices.push_back(ProcessGroupGloo.createDeviceForInterface(name.strip()));
      }
      return devices;
    } catch (RuntimeException e) {
      throw new CollectiveException(
          "the network interface cannot be used: %s; name another in %s"
              .formatted(Sentences.first(e), VARIABLE),
          e);
    }
  }

  /** Ours, as the store's machine sees it; nothing is sent. */
  private static String address(Rendezvous rendezvous) {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(rendezvous.host(), rendezvous.port()));
      return socket.getLocalAddress().getHostAddress();
    } catch (IOException | RuntimeException e) {
      throw new CollectiveException(
          "this machine has no way to %s: %s".formatted(rendezvous.host(), e.getMessage()), e);
    }
  }
}
