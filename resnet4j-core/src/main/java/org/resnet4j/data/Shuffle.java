package org.resnet4j.data;

import java.util.stream.IntStream;
import org.resnet4j.internal.random.Mt19937;

/** The order of the examples in an epoch. */
public final class Shuffle {
  private Shuffle() {}

  /**
   * {@return 0 … size − 1 in random order, as {@code torch.randperm} makes it; each epoch has its
   * own}
   *
   * @param seed of the run
   * @param epoch counted from 0
   * @param size the number of examples
   */
  public static int[] permutation(long seed, int epoch, int size) {
    return new Mt19937(Draws.of(seed, epoch, -1).bits()).permutation(size);
  }

  /**
   * {@return 0 … size − 1 in order}
   *
   * @param size the number of examples
   */
  public static int[] inOrder(int size) {
    return IntStream.range(0, size).toArray();
  }
}
