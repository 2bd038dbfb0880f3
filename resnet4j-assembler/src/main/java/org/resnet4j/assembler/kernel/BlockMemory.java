package org.resnet4j.assembler.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.resnet4j.assembler.kernel.ParameterBlock.Constant;

/** The parameters of all blocks of output channels, outside the heap, where they stay in place. */
final class BlockMemory {
  private static final long LINE = 64;

  private final ParameterBlock block;
  private final int channels;
  private final MemorySegment[] blocks;

  /**
   * Room for so many output channels.
   *
   * @param block how the parameters of a block lie
   */
  BlockMemory(ParameterBlock block, int channels, Arena arena) {
    this.block = block;
    this.channels = channels;
    this.blocks =
        IntStream.range(0, (channels + perBlock() - 1) / perBlock())
            .mapToObj(i -> arena.allocate(block.size(), LINE))
            .toArray(MemorySegment[]::new);
  }

  int perBlock() {
    return block.vectors() * lanes();
  }

  private int lanes() {
    return block.bytes() / 4;
  }

  int blocks() {
    return blocks.length;
  }

  MemorySegment block(int index) {
    return blocks[index];
  }

  /** Sets the bias and the scale of every channel, as the bits of their numbers. */
  void setChannels(IntUnaryOperator bias, IntUnaryOperator scale) {
    for (int channel = 0; channel < channels; channel++) {
      var segment = blocks[channel / perBlock()];
      int lane = channel % perBlock() * 4; // vectors of a block lie side by side
      segment.set(ValueLayout.JAVA_INT, block.bias(0) + lane, bias.applyAsInt(channel));
      segment.set(ValueLayout.JAVA_INT, block.scale(0) + lane, scale.applyAsInt(channel));
    }
  }

  void set(Constant constant, float value) {
    set(constant, Float.floatToRawIntBits(value));
  }

  void set(Constant constant, int value) {
    for (var segment : blocks) {
      block.put(segment, constant, value);
    }
  }

  /** Sets what the packing of bytes needs: zero point, the least byte, and the order of words. */
  void setPacking(int zero, int low) {
    set(Constant.UPPER, (float) (255 - zero));
    set(Constant.ZERO, zero);
    set(Constant.LOW, low * 0x0101_0101);
    for (var segment : blocks) {
      for (int word = 0; word < lanes(); word++) {
        segment.set(
            ValueLayout.JAVA_INT,
            block.constant(Constant.ORDER) + 4 * word,
            ByteStores.order(word, lanes()));
      }
    }
  }

  /** Sets which of a block's channels there are: all together, and of each vector. */
  void setMasks() {
    for (int i = 0; i < blocks.length; i++) {
      int there = Math.min(perBlock(), channels - i * perBlock());
      int at = block.constant(Constant.MASK);
      blocks[i].set(ValueLayout.JAVA_LONG, at, ones(there));
      for (int v = 0; v < block.vectors(); v++) {
        long lanes = ones(Math.clamp(there - v * lanes(), 0, lanes()));
        blocks[i].set(ValueLayout.JAVA_LONG, at + 8 * (v + 1), lanes);
      }
    }
  }

  private static long ones(int count) {
    return (1L << count) - 1;
  }

  /** A weight as it is stored: of a channel, for one factor. */
  @FunctionalInterface
  interface Weight {
    int bits(int channel, int step);
  }

  /** Sets all weights: for each factor a vector of words, one for every channel. */
  void setWeights(Weight weight) {
    for (int channel = 0; channel < channels; channel++) {
      var segment = blocks[channel / perBlock()];
      long at = block.weights() + channel % perBlock() * 4L;
      for (int step = 0; step < block.steps(); step++) {
        segment.set(
            ValueLayout.JAVA_INT, at + (long) step * perBlock() * 4, weight.bits(channel, step));
      }
    }
  }
}
