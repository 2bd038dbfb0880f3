package org.resnet4j.train.finetune;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.resnet4j.train.event.TrainingResult;

/**
 * A fine-tuning that runs, or waits for its thread. Cancelled, it ends after the update that it is
 * at and leaves a checkpoint: only then is it done, and it can be resumed. Safe for several
 * threads.
 */
public final class TuningJob implements Future<TrainingResult>, Runnable {
  private final PreparedTuning prepared;
  private final CompletableFuture<TrainingResult> outcome = new CompletableFuture<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean stop;

  TuningJob(PreparedTuning prepared) {
    this.prepared = prepared;
  }

  /** {@return the run's folder, which a classifier and the command line read} */
  public Path folder() {
    return prepared.plan().run();
  }

  /** Trains; for the executor, once. */
  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      Optional<TrainingResult> result = prepared.train(() -> stop);
      result.ifPresentOrElse(outcome::complete, () -> outcome.cancel(false));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  /**
   * Asks the training to stop; it leaves a checkpoint. One that has not begun never will.
   *
   * @param mayInterrupt makes no difference: an update is always finished
   * @return false if the job is done already; after true it may still reach its end by itself
   */
  @Override
  public boolean cancel(boolean mayInterrupt) {
    stop = true;
    if (begun.compareAndSet(false, true)) {
      outcome.cancel(false);
    }
    return !outcome.isDone() || outcome.isCancelled();
  }

  /** {@return whether it was cancelled and has stopped} */
  @Override
  public boolean isCancelled() {
    return outcome.isCancelled();
  }

  /** {@return whether it has ended, whichever way, and its files are written} */
  @Override
  public boolean isDone() {
    return outcome.isDone();
  }

  /**
   * Waits for the end.
   *
   * @return the result
   * @throws java.util.concurrent.CancellationException if it was cancelled, once it has stopped
   * @throws ExecutionException if it failed; the cause says why
   * @throws InterruptedException if the waiting thread is interrupted; the training goes on
   */
  @Override
  public TrainingResult get() throws InterruptedException, ExecutionException {
    return outcome.get();
  }

  /**
   * Waits for the end, not longer than this.
   *
   * @param timeout how long
   * @param unit of the time
   * @return the result
   * @throws java.util.concurrent.CancellationException if it was cancelled, once it has stopped
   * @throws ExecutionException if it failed; the cause says why
   * @throws InterruptedException if the waiting thread is interrupted; the training goes on
   * @throws TimeoutException if it has not ended by then; the training goes on
   */
  @Override
  public TrainingResult get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return outcome.get(timeout, unit);
  }
}
