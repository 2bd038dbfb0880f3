package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;

/**
 * Pads on every side and crops back to the original size at a random place: a shift by up to {@code
 * padding} pixels each way. With 4 black pixels it is the paper's augmentation for CIFAR-10
 * (section 4.2).
 *
 * @param padding in pixels, on each of the four sides
 * @param border what the padding shows
 */
public record PadCrop(int padding, Border border) implements Transform.OnImage {
  /** What lies outside an image. */
  public enum Border {
    /** Zeros. */
    BLACK,
    /** The image mirrored at its edges, which are not repeated. */
    MIRRORED
  }

  /** The index of a black pixel outside the image. */
  private static final int NOWHERE = -1;

  /**
   * Checks the padding.
   *
   * @throws DataException if it is negative
   */
  public PadCrop {
    if (padding < 0) {
      throw new DataException("a padding must not be negative, got %d pixels".formatted(padding));
    }
  }

  /**
   * Padded with black, as in the paper.
   *
   * @param padding in pixels, on each of the four sides
   * @throws DataException if it is negative
   */
  public PadCrop(int padding) {
    this(padding, Border.BLACK);
  }

  @Override
  public Image apply(Image image, Draws draws) {
    int down = draws.below(2 * padding + 1) - padding;
    int right = draws.below(2 * padding + 1) - padding;
    return shifted(image, down, right);
  }

  /** The crop that begins {@code down} and {@code right} of the image's own corner. */
  Image shifted(Image image, int down, int right) {
    int h = image.height();
    int w = image.width();
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int y = 0; y < h; y++) {
      int row = place(y + down, h);
      for (int x = 0; x < w && row != NOWHERE; x++) {
        int column = place(x + right, w);
        for (int c = 0; c < image.channels() && column != NOWHERE; c++) {
          out[(c * h + y) * w + x] = in[(c * h + row) * w + column];
        }
      }
    }
    return new Image(image.channels(), h, w, out);
  }

  /** Which of 0 … length − 1 is shown at a coordinate that may be outside. */
  private int place(int at, int length) {
    if (at >= 0 && at < length) {
      return at;
    }
    if (border == Border.BLACK) {
      return NOWHERE;
    }
    int period = Math.max(1, 2 * (length - 1));
    int folded = Math.floorMod(at, period);
    return Math.min(folded, period - folded) % length;
  }
}
