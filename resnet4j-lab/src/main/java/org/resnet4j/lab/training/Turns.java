package org.resnet4j.lab.training;

import java.util.Arrays;

/** Several threads that take turns, each one round at a time. */
final class Turns {
  private final boolean[] running;
  private int turn;

  Turns(int threads) {
    running = new boolean[threads];
    Arrays.fill(running, true);
  }

  /** Waits for the turn of this one. */
  synchronized void await(int one) throws InterruptedException {
    while (turn != one) {
      wait();
    }
  }

  /** Gives the turn away, and waits for it to come round. */
  synchronized void next(int one) throws InterruptedException {
    pass();
    await(one);
  }

  /** Takes no more turns. */
  synchronized void leave(int one) {
    running[one] = false;
    if (turn == one) {
      pass();
    }
  }

  private void pass() {
    for (int step = 1; step <= running.length; step++) {
      int other = (turn + step) % running.length;
      if (running[other]) {
        turn = other;
        break;
      }
    }
    notifyAll();
  }
}
