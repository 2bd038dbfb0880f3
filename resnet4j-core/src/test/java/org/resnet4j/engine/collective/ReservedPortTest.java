package org.resnet4j.engine.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class ReservedPortTest {

  @Test
  @SuppressWarnings("try") // it is closed in the middle, too
  void whoeverIsToListenThereMayWhileItIsHeld() throws Exception {
    try (var reserved = ReservedPort.take();
        var listening = listening(reserved.number(), true);
        var guest = new Socket("127.0.0.1", reserved.number())) {
      assertThat(guest.getPort()).isEqualTo(reserved.number());
      reserved.close();
      try (var other = new Socket("127.0.0.1", listening.getLocalPort())) {
        assertThat(other.isConnected()).isTrue();
      }
    }
  }

  @Test
  void untilItIsClosedItIsTaken() throws Exception {
    var reserved = ReservedPort.take();
    int number = reserved.number();
    assertThatThrownBy(() -> listening(number, false)).isInstanceOf(BindException.class);
    reserved.close();
    reserved.close();
    listening(number, false).close();
  }

  private static ServerSocket listening(int port, boolean reuse) throws Exception {
    var socket = new ServerSocket();
    socket.setReuseAddress(reuse);
    socket.bind(new InetSocketAddress(port));
    return socket;
  }
}
