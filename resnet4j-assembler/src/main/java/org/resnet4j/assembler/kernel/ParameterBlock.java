package org.resnet4j.assembler.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How the parameters of one block of output channels lie: bias and scale of its channels, constants
 * of the epilogue, each as a whole vector, and the weights in the order in which they are read.
 *
 * @param bytes of a vector
 * @param vectors of a pixel's channels
 * @param steps factors of a sum
 */
record ParameterBlock(int bytes, int vectors, int steps) {

  /** What an epilogue reads beside bias and scale. */
  enum Constant {
    /** Float: the largest number that is converted. */
    UPPER,
    /** Int: zero point. */
    ZERO,
    /** Bytes: the least that is stored. */
    LOW,
    /** Ints: where a packed vector's words come from. */
    ORDER,
    /** Floats of the branch that a residual is added to: clamped between the two, then moved. */
    BRANCH_UPPER,
    BRANCH_LOWER,
    ROUNDING,
    ROUNDING_LESS_ZERO,
    BRANCH_RATIO,
    RESIDUAL_RATIO,
    OFFSET,
    /** Bits: which bytes of a pixel are stored. */
    MASK
  }

  int bias(int vector) {
    return vector * bytes;
  }

  int scale(int vector) {
    return (vectors + vector) * bytes;
  }

  int constant(Constant constant) {
    return (2 * vectors + constant.ordinal()) * bytes;
  }

  int weights() {
    return (2 * vectors + Constant.values().length) * bytes;
  }

  int size() {
    return weights() + steps * vectors * bytes;
  }

  void put(MemorySegment block, Constant constant, float value) {
    put(block, constant, Float.floatToRawIntBits(value));
  }

  void put(MemorySegment block, Constant constant, int value) {
    for (int i = 0; i < bytes; i += 4) {
      block.set(ValueLayout.JAVA_INT, constant(constant) + i, value);
    }
  }
}
