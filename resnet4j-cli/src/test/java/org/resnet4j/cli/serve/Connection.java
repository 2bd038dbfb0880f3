package org.resnet4j.cli.serve;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection that is kept open and asks the same again and again: a client that costs little, so
 * that on one machine the server has the processor.
 */
final class Connection implements AutoCloseable {
  private static final String LENGTH = "content-length: ";
  private final Socket socket;
  private final InputStream in;
  private final StringBuilder line = new StringBuilder();

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The bytes of a request with a picture as its body. */
  static byte[] request(String path, byte[] picture) {
    var head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, picture.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    var all = new byte[head.length + picture.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(picture, 0, all, head.length, picture.length);
    return all;
  }

  /**
   * Asks once.
   *
   * @return the status of the answer, whose body has been read
   * @throws IOException if the connection ends before the answer does
   */
  int ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().substring(9, 12));
    long length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Long.parseLong(header.substring(LENGTH.length()));
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server has ended the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
