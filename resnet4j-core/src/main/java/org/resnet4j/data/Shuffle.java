package org.resnet4j.data;

import java.util.stream.IntStream;
import org.resnet4j.internal.random.Mt19937;

/** The order of the examples in an epoch. */
public final class Shuffle {
  private Shuffle() {}

  /** 0 … size − 1 in random order, {@code torch.randperm}'s; each epoch has its own. */
  public static int[] permutation(long seed, int epoch, int size) {
    return new Mt19937(Draws.of(seed, epoch, -1).bits()).permutation(size);
  }

  public static int[] inOrder(int size) {
    return IntStream.range(0, size).toArray();
  }
}
