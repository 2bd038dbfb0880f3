package org.resnet4j.serve.watch;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** What people on the page want of the training. For any number of threads. */
final class Control {
  private static final long LOOK_EVERY_MILLIS = 50;
  private boolean paused;
  private boolean stopping;

  /** Waits while there is a pause. */
  synchronized boolean stop(BooleanSupplier otherwise) {
    while (paused && !stopping && !otherwise.getAsBoolean()) {
      try {
        wait(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
    return stopping || otherwise.getAsBoolean();
  }

  /** Whether the word is one that is known. */
  synchronized boolean obey(String word) {
    switch (word) {
      case "pause" -> paused = true;
      case "resume" -> paused = false;
      case "stop" -> stopping = true;
      default -> {
        return false;
      }
    }
    notifyAll();
    return true;
  }

  synchronized Map<String, Object> state() {
    return Map.of("event", "state", "paused", paused, "stopping", stopping);
  }
}
