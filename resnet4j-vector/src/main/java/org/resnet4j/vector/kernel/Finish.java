package org.resnet4j.vector.kernel;

import java.util.Arrays;

/**
 * What a register block does with its sums before it stores them: y = max(sum + bias + r, least).
 * One for each worker, filled before each block: a single operand behind the loop leaves registers
 * to the sums.
 */
final class Finish {
  /** Biases of the two output blocks, side by side. */
  float[] bias = new float[2 * Lanes.LANES];

  int biasAt;

  /**
   * What is added: row {@code i} of output block {@code k} at fromAt + k · fromBlock + i · step.
   */
  float[] from = Lanes.ZEROS;

  int fromAt;
  int fromBlock;
  int fromStep;

  /** A vector than which no result is less. */
  float[] least = Lanes.LEAST;

  /** The results: row {@code i} of output block {@code k} at yAt + k · yBlock + i · lanes. */
  float[] y = Lanes.ZEROS;

  int yAt;
  int yBlock;

  /** One for each worker. */
  static Finish[] of(int workers) {
    Finish[] finishes = new Finish[workers];
    Arrays.setAll(finishes, worker -> new Finish());
    return finishes;
  }
}
