package org.resnet4j.vector.kernel.machine;

import java.util.Arrays;

/**
 * What a register block does with its sums before it stores them: y = max(sum + bias + r, least).
 * One for each worker, filled before each block: a single operand after the loop leaves registers
 * for the sums.
 */
public final class BlockEpilogue {
  /** Biases of the two output blocks, side by side. */
  public float[] bias;

  public int biasAt;

  /**
   * What is added: row {@code i} of output block {@code k} at fromAt + k · fromBlock + i · step.
   */
  public float[] from = new float[0];

  public int fromAt;
  public int fromBlock;
  public int fromStep;

  /** A vector than which no result is less. */
  public float[] least;

  /** The results: row {@code i} of output block {@code k} at yAt + k · yBlock + i · lanes. */
  public float[] y = new float[0];

  public int yAt;
  public int yBlock;

  private final int lanes;

  /** Without biases, of results that may be as small as they are. */
  public BlockEpilogue(int lanes) {
    this.lanes = lanes;
    bias = new float[2 * lanes];
    least = new float[lanes];
    Arrays.fill(least, Float.NEGATIVE_INFINITY);
  }

  /** On to what is so many rows further. */
  public void advance(int rows) {
    fromAt += rows * fromStep;
    yAt += rows * lanes;
  }

  /** One for each worker. */
  public static BlockEpilogue[] of(int workers, int lanes) {
    BlockEpilogue[] epilogues = new BlockEpilogue[workers];
    Arrays.setAll(epilogues, worker -> new BlockEpilogue(lanes));
    return epilogues;
  }
}
