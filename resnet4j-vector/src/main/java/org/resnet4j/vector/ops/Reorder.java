package org.resnet4j.vector.ops;

import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** Conversion from plain (C, H, W) order to blocks of channels and back. */
public final class Reorder {
  private static final int L = Lanes.LANES;

  private Reorder() {}

  /** Plain (N, C, H, W) to blocks. */
  public static Task toBlocks(Layout extent, ImageSource from, Span to) {
    return Work.planes(
        extent,
        (n, block, offset) -> {
          int plain = n * extent.channels() * extent.pixels() + block * L * extent.pixels();
          int at = to.offset() + offset;
          scatter(from.data(), plain, to.data(), at, extent.valid(block), extent.pixels());
        });
  }

  /** An array that comes with the batch. */
  @FunctionalInterface
  public interface ImageSource {
    float[] data();
  }

  /** Blocks to plain (N, C, H, W), on the caller's thread. */
  public static void toPlain(Layout extent, Span from, float[] to) {
    for (int n = 0; n < extent.n(); n++) {
      for (int block = 0; block < extent.blocks(); block++) {
        int at = from.offset() + n * extent.image() + block * extent.plane();
        int plain = (n * extent.channels() + block * L) * extent.pixels();
        gather(from.data(), at, to, plain, extent.valid(block), extent.pixels());
      }
    }
  }

  /** An image's blocks to its feature vector, in (C, H, W) order. */
  public static Task flatten(Layout image, Span x, Span y) {
    var features = Work.features(image.n(), image.channels() * image.pixels());
    return Work.planes(
        image,
        (n, block, offset) -> {
          int at = y.offset() + n * features.image();
          int to = at + block * L * image.pixels();
          gather(x.data(), x.offset() + offset, y.data(), to, image.valid(block), image.pixels());
          if (block == 0) {
            clear(y.data(), at + features.channels(), at + features.image());
          }
        });
  }

  /** The gradient of {@link #flatten}. */
  public static Task unflatten(Layout image, Span dy, Span dx) {
    var features = Work.features(image.n(), image.channels() * image.pixels());
    return Work.planes(
        image,
        (n, block, offset) -> {
          int from = dy.offset() + n * features.image() + block * L * image.pixels();
          int to = dx.offset() + offset;
          scatter(dy.data(), from, dx.data(), to, image.valid(block), image.pixels());
        });
  }

  private static void clear(float[] array, int from, int to) {
    for (int i = from; i < to; i++) {
      array[i] = 0;
    }
  }

  private static void scatter(
      float[] plain, int from, float[] blocked, int to, int channels, int pixels) {
    if (channels < L) {
      clear(blocked, to, to + pixels * L);
    }
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < pixels; p++) {
        blocked[to + p * L + c] = plain[from + c * pixels + p];
      }
    }
  }

  private static void gather(
      float[] blocked, int from, float[] plain, int to, int channels, int pixels) {
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < pixels; p++) {
        plain[to + c * pixels + p] = blocked[from + p * L + c];
      }
    }
  }
}
