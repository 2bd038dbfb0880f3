package org.resnet4j.data.loader;

import org.resnet4j.data.DataException;

/**
 * One process's share of every batch, as PyTorch's DistributedSampler divides an epoch: the images
 * at places r, r + n, r + 2n, … of the batch belong to process r of n. So the batches of all
 * processes together are those of one process.
 *
 * @param rank r, from 0
 * @param size n
 * @param padded whether a last, smaller batch is filled up with images from the beginning of the
 *     epoch's order until all processes have the same number
 */
public record Share(int rank, int size, boolean padded) {
  /**
   * Checks the numbers.
   *
   * @throws DataException if the rank is not from 0 to below the size
   */
  public Share {
    if (rank < 0 || rank >= size) {
      throw new DataException(
          "a share is one of %d, from 0 to %d, got %d".formatted(size, size - 1, rank));
    }
  }

  /** {@return everything} */
  public static Share whole() {
    return new Share(0, 1, false);
  }

  /**
   * The images of a batch of all processes, filled up or not.
   *
   * @param images that there are
   * @param batchSize of a whole batch
   * @return how many all processes take together
   */
  public int taken(int images, int batchSize) {
    return padded && images < batchSize ? Math.ceilDiv(images, size) * size : images;
  }

  /**
   * The most images of a batch that one process has.
   *
   * @param batchSize of all processes together
   * @return this share's part, rounded up
   */
  public int most(int batchSize) {
    return Math.ceilDiv(batchSize, size);
  }

  /** {@return the same share of images that are each to be seen once} */
  public Share unpadded() {
    return new Share(rank, size, false);
  }
}
