package org.resnet4j.vector.ops;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.engine.DropoutMask;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** Dropout by the masks that all engines share, y = x · mask; its gradient is the same product. */
public final class DropoutKernel {
  private DropoutKernel() {}

  /** The seed of the pass. */
  @FunctionalInterface
  public interface SeedSource {
    long dropoutSeed();
  }

  /**
   * @param path of the layer: names its stream
   */
  public static Task multiply(
      Layout extent, String path, double probability, SeedSource seed, Span x, Span y) {
    return Work.planes(
        extent,
        (n, block, offset) -> {
          long stream = DropoutMask.stream(seed.dropoutSeed(), path);
          int pixels = extent.pixels();
          long index = ((long) n * extent.channels() + block * LANES) * pixels;
          for (int c = 0; c < LANES; c++) {
            int xo = x.offset() + offset + c;
            int yo = y.offset() + offset + c;
            if (c < extent.valid(block)) {
              channel(stream, index + (long) c * pixels, probability, x, xo, y, yo, pixels);
            } else {
              clear(y.data(), yo, pixels);
            }
          }
        });
  }

  private static void channel(
      long stream, long index, double probability, Span x, int xo, Span y, int yo, int pixels) {
    float[] from = x.data();
    float[] to = y.data();
    for (int p = 0; p < pixels; p++) {
      to[yo + p * LANES] =
          from[xo + p * LANES] * DropoutMask.factor(stream, index + p, probability);
    }
  }

  private static void clear(float[] y, int yo, int pixels) {
    for (int p = 0; p < pixels; p++) {
      y[yo + p * LANES] = 0;
    }
  }
}
