package org.resnet4j.cli.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A connection between two launchers, on which each says words, a line each. When one's machine or
 * process ends, the other notices at once.
 */
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final PrintWriter out;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private volatile boolean broken;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setKeepAlive(true);
    out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("resnet4j-wire").start(this::listen);
  }

  private void listen() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
      }
    } catch (IOException e) {
      broken = true;
    } finally {
      broken = true;
    }
  }

  void say(String words) {
    out.println(words);
  }

  /** Whether the next words begin so; they stay. */
  boolean hears(String beginning) {
    var next = heard.peek();
    return next != null && next.startsWith(beginning);
  }

  /** Whether nothing more will come. */
  boolean broken() {
    return broken && heard.isEmpty();
  }

  /** The next words, split; empty if none come in this time, or none will. */
  Optional<String[]> next(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end && !broken()) {
      var line = heard.poll(50, TimeUnit.MILLISECONDS);
      if (line != null) {
        return Optional.of(line.split(" ", -1));
      }
    }
    return Optional.ofNullable(heard.poll()).map(line -> line.split(" ", -1));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      broken = true;
    }
  }
}
