package org.resnet4j.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** What the launchers of the machines agree on before and after each attempt. */
interface Meeting extends AutoCloseable {
  /**
   * One attempt, as one machine starts it.
   *
   * @param processes of all machines
   * @param firstRank of this one's
   * @param host of process 0
   * @param port of its store
   */
  record Start(int processes, int firstRank, String host, int port) {}

  /** Waits for the launchers of the other machines. */
  Start start() throws InterruptedException;

  /** Whether the processes of another machine have failed. */
  boolean failedElsewhere();

  /** What all machines came to; the same on each. */
  Attempt.Outcome settled(Attempt.Outcome own, boolean attemptsLeft) throws InterruptedException;

  @Override
  void close();

  /** One machine has nobody to ask. */
  static Meeting alone(int processes) {
    return new Meeting() {
      @Override
      public Start start() {
        return new Start(processes, 0, "127.0.0.1", freePort());
      }

      @Override
      public boolean failedElsewhere() {
        return false;
      }

      @Override
      public Attempt.Outcome settled(Attempt.Outcome own, boolean attemptsLeft) {
        return own;
      }

      @Override
      public void close() {}
    };
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
