package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;

/**
 * {@link PadCrop} with the image mirrored at its edges instead of black: a shift by up to {@code
 * padding} pixels each way.
 */
public record ReflectCrop(int padding) implements Transform.OnImage {
  public ReflectCrop {
    if (padding < 0) {
      throw new DataException("a padding of %d pixels cannot be".formatted(padding));
    }
  }

  @Override
  public Image apply(Image image, Draws draws) {
    int down = draws.below(2 * padding + 1) - padding;
    int right = draws.below(2 * padding + 1) - padding;
    return shifted(image, down, right);
  }

  /** Where the crop begins {@code down} and {@code right} of the image's own corner. */
  static Image shifted(Image image, int down, int right) {
    int h = image.height();
    int w = image.width();
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < h; y++) {
        int from = (c * h + mirrored(y + down, h)) * w;
        int to = (c * h + y) * w;
        for (int x = 0; x < w; x++) {
          out[to + x] = in[from + mirrored(x + right, w)];
        }
      }
    }
    return new Image(image.channels(), h, w, out);
  }

  /** A coordinate folded back into 0 … length − 1; the edge itself is not repeated. */
  private static int mirrored(int at, int length) {
    int period = Math.max(1, 2 * (length - 1));
    int place = Math.floorMod(at, period);
    return Math.min(place, period - place) % length;
  }
}
