package org.resnet4j.vector.kernel.linear;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * What the three products of a linear layer share: how channels are cut into items, and rows of a
 * tensor as the micro-kernels read them.
 */
record LinearOperands(ConvolutionShape shape, Scratch scratch) {
  /** Items that there should be at least. */
  private static final int ITEMS = 8;

  /** Padded outputs. */
  int out() {
    return Lanes.padded(shape.out());
  }

  /**
   * Channels of an item, a multiple of {@code step}: at most so many, and fewer where they are few.
   */
  static int each(int channels, int most, int step) {
    int fair = (channels + ITEMS * step - 1) / (ITEMS * step) * step;
    return Math.min(channels, Math.min(most, fair));
  }

  /** Rows of a tensor as the kernels read them: in place if plain, otherwise copied. */
  float[] rows(Reader reader, int channel, int channels, int line, int worker, int at) {
    if (reader.plain()) {
      return reader.data();
    }
    float[] own = scratch.of(worker);
    for (int n = 0; n < shape.n(); n++) {
      for (int c = 0; c < channels; c += LANES) {
        int from = n * line + channel + c;
        reader.read(from, LANES, 1, channel + c, own, at + n * channels + c);
      }
    }
    return own;
  }
}
