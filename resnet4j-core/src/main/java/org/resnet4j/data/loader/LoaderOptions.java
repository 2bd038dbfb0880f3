package org.resnet4j.data.loader;

import org.resnet4j.data.DataException;

/**
 * How a loader makes batches.
 *
 * @param batchSize examples per batch, of all processes together
 * @param shuffle whether each epoch has its own random order; otherwise the data set's
 * @param dropLast whether to leave out examples that do not fill a batch at the end of an epoch
 * @param seed decides orders and augmentations
 * @param workers threads that prepare batches; the result does not depend on their number
 * @param ahead how many batches may be prepared ahead
 * @param unreadable what happens to an example that cannot be read
 * @param share the examples of each batch that are loaded
 */
public record LoaderOptions(
    int batchSize,
    boolean shuffle,
    boolean dropLast,
    long seed,
    int workers,
    int ahead,
    Unreadable unreadable,
    Share share) {
  /**
   * Checks the numbers.
   *
   * @throws DataException if batch size, workers or batches ahead are less than 1
   */
  public LoaderOptions {
    if (batchSize < 1 || workers < 1 || ahead < 1) {
      throw new DataException(
          "batch size, workers and batches ahead must be at least 1, got %d, %d and %d"
              .formatted(batchSize, workers, ahead));
    }
  }

  /**
   * Options of a loader that loads whole batches.
   *
   * @param batchSize examples per batch
   * @param shuffle whether each epoch has its own random order
   * @param dropLast whether to leave out examples that do not fill a batch
   * @param seed decides orders and augmentations
   * @param workers threads that prepare batches
   * @param ahead how many batches may be prepared ahead
   * @param unreadable what happens to an example that cannot be read
   * @throws DataException if batch size, workers or batches ahead are less than 1
   */
  public LoaderOptions(
      int batchSize,
      boolean shuffle,
      boolean dropLast,
      long seed,
      int workers,
      int ahead,
      Unreadable unreadable) {
    this(batchSize, shuffle, dropLast, seed, workers, ahead, unreadable, Share.whole());
  }

  /**
   * {@return options for training: shuffled, whole batches only, unreadable examples left out}
   *
   * @param batchSize examples per batch
   * @param seed decides orders and augmentations
   * @throws DataException if the batch size is less than 1
   */
  public static LoaderOptions training(int batchSize, long seed) {
    return new LoaderOptions(batchSize, true, true, seed, 1, 4, Unreadable.OMIT);
  }

  /**
   * {@return options for evaluation: every example once, in order, unreadable ones left out}
   *
   * @param batchSize examples per batch; the last batch may have fewer
   * @throws DataException if the batch size is less than 1
   */
  public static LoaderOptions evaluation(int batchSize) {
    return new LoaderOptions(batchSize, false, false, 0, 1, 4, Unreadable.OMIT);
  }

  /**
   * {@return the same options with this many workers, and at least one more batch ahead than
   * workers}
   *
   * @param threads that prepare batches
   * @throws DataException if there are none
   */
  public LoaderOptions withWorkers(int threads) {
    return new LoaderOptions(
        batchSize,
        shuffle,
        dropLast,
        seed,
        threads,
        Math.max(ahead, threads + 1),
        unreadable,
        share);
  }

  /**
   * {@return the same options with another choice for examples that cannot be read}
   *
   * @param choice what happens to such an example
   */
  public LoaderOptions withUnreadable(Unreadable choice) {
    return new LoaderOptions(batchSize, shuffle, dropLast, seed, workers, ahead, choice, share);
  }

  /**
   * {@return the same options for one of several processes}
   *
   * @param own the examples of each batch that are loaded
   */
  public LoaderOptions withShare(Share own) {
    return new LoaderOptions(batchSize, shuffle, dropLast, seed, workers, ahead, unreadable, own);
  }
}
