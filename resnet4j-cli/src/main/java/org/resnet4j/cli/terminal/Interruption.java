package org.resnet4j.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A graceful Ctrl-C: while this is open, a request to end the process waits until the work has seen
 * {@link #asked} and has finished, and the command has said what came of it.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  /** Long enough to tell other processes too. */
  private static final long LAST_WORDS_SECONDS = 5;

  private static final CountDownLatch SAID = new CountDownLatch(1);

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean asked;
  private final Thread hook = new Thread(this::waitForWork, "interruption");

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the process was asked to end. */
  public boolean asked() {
    return asked;
  }

  private void waitForWork() {
    asked = true;
    try {
      if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        SAID.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The program has said all. */
  public static void said() {
    SAID.countDown();
  }

  /** The work has finished: the process may end. */
  @Override
  public void close() {
    done.countDown();
    if (!asked) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
