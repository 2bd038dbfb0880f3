package org.resnet4j.cli.serve;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many connections that ask the same again and again, one after the other, all on one thread: on
 * the machine of the server they cost it as little of the processor as they can.
 */
final class Clients implements AutoCloseable {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private final Selector selector = Selector.open();
  private final List<Load.Answered> answers = new ArrayList<>();
  private final List<byte[]> requests;
  private final long pace;
  private int asked;

  /** One connection; it asks at {@code next}, or waits for its answer since {@code began}. */
  private static final class Client {
    final ByteBuffer in = ByteBuffer.allocate(16 << 10);
    ByteBuffer out = ByteBuffer.allocate(0);
    long next;
    long began;
    boolean asking;
  }

  private Clients(List<byte[]> requests, Duration pace) throws IOException {
    this.requests = requests;
    this.pace = pace.toNanos();
  }

  /**
   * Asks on so many connections for a time.
   *
   * @param requests are sent in turn, whoever sends
   * @param pace how often each may begin to ask; zero: as soon as it is answered
   */
  static Load of(int port, List<byte[]> requests, int number, Duration time, Duration pace)
      throws IOException {
    try (var clients = new Clients(requests, pace)) {
      long began = System.nanoTime();
      for (int i = 0; i < number; i++) {
        clients.connect(port).next = began + clients.pace * i / number;
      }
      clients.run(began + time.toNanos());
      return new Load(clients.answers, (System.nanoTime() - began) / 1e9);
    }
  }

  private Client connect(int port) throws IOException {
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var channel = SocketChannel.open(to);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var client = new Client();
    channel.register(selector, SelectionKey.OP_READ, client);
    return client;
  }

  private void run(long end) throws IOException {
    for (boolean asking = true; asking; ) {
      long soonest = end;
      asking = false;
      for (var key : selector.keys()) {
        var client = (Client) key.attachment();
        long now = System.nanoTime();
        if (!client.asking && client.next <= now && now < end) {
          ask(key, client);
        }
        asking |= client.asking;
        soonest = client.asking ? soonest : Math.min(soonest, client.next);
      }
      long left = soonest - System.nanoTime();
      asking |= left > 0;
      selector.select(
          key -> goOn(key, (Client) key.attachment()), left > 0 ? left / 1_000_000 + 1 : 100);
    }
  }

  private void ask(SelectionKey key, Client client) throws IOException {
    client.began = System.nanoTime();
    client.asking = true;
    client.out = ByteBuffer.wrap(requests.get(asked++ % requests.size()));
    write(key, client);
  }

  /** Writes what there is room for; the rest once there is room again. */
  private static void write(SelectionKey key, Client client) throws IOException {
    ((SocketChannel) key.channel()).write(client.out);
    int rest = client.out.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    key.interestOps(SelectionKey.OP_READ | rest);
  }

  private void goOn(SelectionKey key, Client client) {
    try {
      if (key.isWritable()) {
        write(key, client);
      }
      if (key.isReadable()) {
        read((SocketChannel) key.channel(), client);
      }
    } catch (IOException e) {
      throw new AssertionError("somebody who asked was not answered", e);
    }
  }

  private void read(SocketChannel channel, Client client) throws IOException {
    if (channel.read(client.in) < 0) {
      throw new EOFException("the server has ended the connection");
    }
    var bytes = client.in.array();
    if (whole(bytes, client.in.position())) {
      long now = System.nanoTime();
      int status = number(bytes, 9);
      answers.add(new Load.Answered(status, now - client.began));
      client.in.clear();
      client.asking = false;
      client.next = pace == 0 ? now : client.next + pace;
    }
  }

  /** Whether a head and as many bytes as it announces are there. */
  private static boolean whole(byte[] bytes, int count) {
    int length = 0;
    for (int line = 0, at = 0; at < count; at++) {
      if (bytes[at] == '\n') {
        if (at - line <= 1) {
          return count >= at + 1 + length;
        }
        line = at + 1;
        length = isLength(bytes, line, count) ? number(bytes, line + LENGTH.length + 1) : length;
      }
    }
    return false;
  }

  private static boolean isLength(byte[] bytes, int at, int count) {
    for (int i = 0; i < LENGTH.length; i++) {
      if (at + i >= count || (bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from) {
    int number = 0;
    for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = 10 * number + bytes[at] - '0';
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
