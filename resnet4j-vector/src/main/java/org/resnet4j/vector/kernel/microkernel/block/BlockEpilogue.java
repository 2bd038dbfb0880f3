package org.resnet4j.vector.kernel.microkernel.block;

import java.util.Arrays;
import org.resnet4j.vector.kernel.memory.Lanes;

/**
 * What a register block does with its sums before it stores them: y = max(sum + bias + r, least).
 * One for each worker, filled before each block: a single operand after the loop leaves registers
 * for the sums.
 */
public final class BlockEpilogue {
  /** Biases of the two output blocks, side by side. */
  public float[] bias = new float[2 * Lanes.LANES];

  public int biasAt;

  /**
   * What is added: row {@code i} of output block {@code k} at fromAt + k · fromBlock + i · step.
   */
  public float[] from = Lanes.ZEROS;

  public int fromAt;
  public int fromBlock;
  public int fromStep;

  /** A vector than which no result is less. */
  public float[] least = Lanes.LEAST;

  /** The results: row {@code i} of output block {@code k} at yAt + k · yBlock + i · lanes. */
  public float[] y = Lanes.ZEROS;

  public int yAt;
  public int yBlock;

  /** One for each worker. */
  public static BlockEpilogue[] of(int workers) {
    BlockEpilogue[] epilogues = new BlockEpilogue[workers];
    Arrays.setAll(epilogues, worker -> new BlockEpilogue());
    return epilogues;
  }
}
