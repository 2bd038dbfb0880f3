package org.resnet4j.assembler.parameters;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How the parameters of one block of output channels lie: bias and scale of its channels, constants
 * of the epilogue, each as a whole vector, and the weights in the order in which they are read.
 *
 * @param bytes of a vector
 * @param vectors of a pixel's channels
 * @param steps words of weights that go into a sum
 * @param dealt whether channels are dealt to the vectors four by four: then packing them to bytes,
 *     which takes four numbers of each vector at a time, puts them in order
 */
public record ParameterBlock(int bytes, int vectors, int steps, boolean dealt) {
  /** Vectors of ints that become one of bytes. */
  public static final int PACKED = 4;

  /** What an epilogue reads beside bias and scale. */
  public enum Constant {
    /** Float: the largest number that is converted. */
    UPPER,
    /** Shorts: zero point. */
    ZERO,
    /** Bytes: the least that is stored. */
    LOW,
    /** Ints: where the words of several pixels come from in a packed vector, and go to. */
    UNPACKED,
    PACKED,
    /** Bytes: what turns unsigned ones into signed ones. */
    SIGN,
    /** Pairs of shorts: what the bytes of branch and residual are multiplied with, in 256ths. */
    FACTORS,
    /** The rest of it, an unsigned byte for each, with dot products of bytes below a zero byte. */
    FACTOR_RESTS,
    /** Ints: what is added to the products, and by how much their sum is shifted. */
    OFFSET,
    SHIFT,
    /** Ints: how many bits a byte has. */
    BYTE,
    /** Bytes: what masks the first and third of a word, and what moves the second and fourth. */
    EVEN,
    ODD,
    /** Bits: which bytes of a pixel are stored. */
    MASK
  }

  /** Where the bias of a vector lies. */
  public int bias(int vector) {
    return vector * bytes;
  }

  /** Where the scale of a vector lies. */
  public int scale(int vector) {
    return (vectors + vector) * bytes;
  }

  /** The lane of a block's channel, counted through its vectors. */
  public int lane(int channel) {
    if (!dealt) {
      return channel;
    }
    int vector = channel / 4 % vectors;
    return vector * bytes / 4 + channel / (4 * vectors) * 4 + channel % 4;
  }

  /** Where in a vector of bytes a word was packed to that is this one of the pixels in order. */
  int packedPlace(int word) {
    int each = bytes / 4 * vectors / PACKED;
    int inPixel = word % each;
    return inPixel / vectors * PACKED + word / each * vectors + inPixel % vectors;
  }

  /** Where a constant lies. */
  public int constant(Constant constant) {
    return (2 * vectors + constant.ordinal()) * bytes;
  }

  /** Where the weights begin. */
  public int weights() {
    return (2 * vectors + Constant.values().length) * bytes;
  }

  /** Bytes of all of it. */
  public int size() {
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
