package org.resnet4j.assembler.parameters;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.resnet4j.assembler.parameters.ParameterBlock.Constant;

/** The parameters of all blocks of output channels, outside the heap, where they stay in place. */
public final class BlockMemory {
  private static final long LINE = 64;

  private final ParameterBlock block;
  private final int channels;
  private final MemorySegment[] blocks;

  /**
   * Room for so many output channels.
   *
   * @param block how the parameters of a block lie
   */
  public BlockMemory(ParameterBlock block, int channels, Arena arena) {
    this.block = block;
    this.channels = channels;
    int count = (channels + perBlock() - 1) / perBlock();
    var whole = arena.allocate((long) count * block.size(), LINE);
    this.blocks =
        IntStream.range(0, count)
            .mapToObj(i -> whole.asSlice((long) i * block.size(), block.size()))
            .toArray(MemorySegment[]::new);
  }

  /** Channels of a block. */
  public int perBlock() {
    return block.vectors() * lanes();
  }

  private int lanes() {
    return block.bytes() / 4;
  }

  /** How many there are. */
  public int blocks() {
    return blocks.length;
  }

  /** The parameters of one. */
  public MemorySegment block(int index) {
    return blocks[index];
  }

  /** Where the weights of the block after this one lie; of the last, just behind all. */
  public long next(int index) {
    return blocks[index].address() + block.size() + block.weights();
  }

  /** Sets the bias and the scale of every channel, as the bits of their numbers. */
  public void setChannels(IntUnaryOperator bias, IntUnaryOperator scale) {
    for (int channel = 0; channel < channels; channel++) {
      var segment = blocks[channel / perBlock()];
      int lane = block.lane(channel % perBlock()) * 4; // vectors of a block lie side by side
      segment.set(ValueLayout.JAVA_INT, block.bias(0) + lane, bias.applyAsInt(channel));
      segment.set(ValueLayout.JAVA_INT, block.scale(0) + lane, scale.applyAsInt(channel));
    }
  }

  /** Sets a constant in all lanes of all blocks. */
  public void set(Constant constant, float value) {
    set(constant, Float.floatToRawIntBits(value));
  }

  /** Sets a constant in all lanes of all blocks. */
  public void set(Constant constant, int value) {
    for (var segment : blocks) {
      block.put(segment, constant, value);
    }
  }

  /**
   * Sets what the packing of bytes needs: zero point, the least byte, and the order of words.
   *
   * @param signed whether bytes become signed ones, less 128
   */
  public void setPacking(int zero, int low, boolean signed) {
    set(Constant.UPPER, (float) (255 - zero));
    int added = signed ? zero - 128 : zero;
    set(Constant.ZERO, added << 16 | added & 0xffff);
    set(Constant.LOW, low * 0x0101_0101);
    for (int word = 0; word < lanes(); word++) {
      int packed = block.packedPlace(word);
      for (var segment : blocks) {
        setWord(segment, Constant.UNPACKED, word, packed);
        setWord(segment, Constant.PACKED, packed, word);
      }
    }
  }

  /** Sets what takes the pairs of shorts out of a word of bytes. */
  public void setPairs() {
    set(Constant.BYTE, Byte.SIZE);
    set(Constant.EVEN, 0x00ff_00ff);
    set(Constant.ODD, 0x8003_8001);
  }

  private void setWord(MemorySegment segment, Constant constant, int word, int value) {
    segment.set(ValueLayout.JAVA_INT, block.constant(constant) + 4L * word, value);
  }

  /** Sets which of a block's channels there are: all together, and of each vector. */
  public void setMasks() {
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
    return count == Long.SIZE ? -1 : (1L << count) - 1;
  }

  /** The weights of a channel as they are stored, one for each factor. */
  @FunctionalInterface
  public interface Weights {
    /** Writes them. */
    void put(int channel, int[] factors);
  }

  /** Sets all weights: for each factor a vector of words, one for every channel. */
  public void setWeights(Weights weights) {
    int wide = perBlock();
    var factors = new int[block.steps()];
    var words = new int[block.steps() * wide];
    for (int first = 0; first < channels; first += wide) {
      if (channels - first < wide) {
        Arrays.fill(words, 0);
      }
      for (int channel = first; channel < Math.min(first + wide, channels); channel++) {
        weights.put(channel, factors);
        spread(factors, words, block.lane(channel - first), wide);
      }
      MemorySegment.copy(
          words, 0, blocks[first / wide], ValueLayout.JAVA_INT, block.weights(), words.length);
    }
  }

  private static void spread(int[] factors, int[] words, int lane, int wide) {
    for (int step = 0; step < factors.length; step++) {
      words[step * wide + lane] = factors[step];
    }
  }
}
