package org.resnet4j.data.loader;

import org.resnet4j.data.DataException;

/**
 * How a loader makes batches.
 *
 * @param batchSize examples per batch
 * @param shuffle whether each epoch has its own random order; otherwise the data set's
 * @param dropLast whether to leave out examples that do not fill a batch at the end of an epoch
 * @param seed decides orders and augmentations
 * @param workers threads that prepare batches; the result does not depend on their number
 * @param ahead how many batches may be prepared ahead
 */
public record LoaderOptions(
    int batchSize,
    boolean shuffle,
    boolean dropLast,
    long seed,
    int workers,
    int ahead,
    Unreadable unreadable) {
  public LoaderOptions {
    if (batchSize < 1 || workers < 1 || ahead < 1) {
      throw new DataException(
          "batch size, workers and batches ahead must be at least 1, got %d, %d and %d"
              .formatted(batchSize, workers, ahead));
    }
  }

  /** Shuffled, whole batches only. */
  public static LoaderOptions training(int batchSize, long seed) {
    return new LoaderOptions(batchSize, true, true, seed, 1, 4, Unreadable.REPLACE);
  }

  /** Every example once, in order. */
  public static LoaderOptions evaluation(int batchSize) {
    return new LoaderOptions(batchSize, false, false, 0, 1, 4, Unreadable.OMIT);
  }

  public LoaderOptions withWorkers(int threads) {
    return new LoaderOptions(
        batchSize, shuffle, dropLast, seed, threads, Math.max(ahead, threads + 1), unreadable);
  }

  public LoaderOptions withUnreadable(Unreadable choice) {
    return new LoaderOptions(batchSize, shuffle, dropLast, seed, workers, ahead, choice);
  }
}
