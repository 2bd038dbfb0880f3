package org.resnet4j.cli.launch;

import java.io.IOException;
import java.net.Socket;
import org.resnet4j.engine.collective.CollectiveException;

/** The launcher of another machine than the first: it does what machine 0 says. */
final class OtherNode implements Meeting {
  private static final long PATIENCE_MILLIS = 600_000;
  private static final long LONG = Long.MAX_VALUE / 2_000_000;

  private final HostPort place;
  private final Wire wire;
  private boolean stopped;

  private OtherNode(HostPort place, Wire wire) {
    this.place = place;
    this.wire = wire;
  }

  /** Comes to machine 0 as soon as it listens. */
  static OtherNode of(int node, int processes, HostPort place) throws InterruptedException {
    long end = System.nanoTime() + 1_000_000 * PATIENCE_MILLIS;
    while (true) {
      try {
        var socket = new Socket(place.host(), place.port());
        if (socket.getLocalPort() == place.port()
            && socket.getLocalAddress().equals(socket.getInetAddress())) {
          socket.close(); // TCP lets a socket reach itself where nobody listens yet
          continue;
        }
        var wire = new Wire(socket);
        wire.say("hello %d %d".formatted(node, processes));
        return new OtherNode(place, wire);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new CollectiveException(
              "node 0 does not listen at %s: %s".formatted(place, e.getMessage()), e);
        }
        Thread.sleep(200);
      }
    }
  }

  @Override
  public Start start() throws InterruptedException {
    stopped = false;
    var words = wire.next(LONG).orElseThrow(this::gone);
    return new Start(
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        place.host(),
        Integer.parseInt(words[3]));
  }

  @Override
  public boolean failedElsewhere() {
    return wire.broken() || wire.hears("stop");
  }

  @Override
  public Attempt.Outcome settled(Attempt.Outcome own, boolean attemptsLeft)
      throws InterruptedException {
    wire.say("ended %d %s".formatted(own.code(), own.mayTryAgain()));
    while (true) {
      var words = wire.next(LONG).orElseThrow(this::gone);
      switch (words[0]) {
        case "stop" -> stopped = true;
        case "again" -> {
          return new Attempt.Outcome(1, true, stopped ? "another machine failed" : own.how());
        }
        default -> {
          return new Attempt.Outcome(Integer.parseInt(words[1]), false, own.how());
        }
      }
    }
  }

  private CollectiveException gone() {
    return new CollectiveException("the launcher of node 0 at %s has gone".formatted(place));
  }

  @Override
  public void close() {
    wire.close();
  }
}
