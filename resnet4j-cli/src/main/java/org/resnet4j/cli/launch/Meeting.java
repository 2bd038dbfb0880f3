package org.resnet4j.cli.launch;

import org.resnet4j.engine.collective.ReservedPort;

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
    var store = ReservedPort.take();
    return new Meeting() {
      @Override
      public Start start() {
        return new Start(processes, 0, "127.0.0.1", store.number());
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
      public void close() {
        store.close();
      }
    };
  }
}
