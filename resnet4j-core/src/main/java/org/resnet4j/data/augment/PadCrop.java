package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;

/**
 * Pads with black on every side and crops back to the old size at a random place: a shift by up to
 * {@code padding} pixels each way. With 4 it is the paper's augmentation for CIFAR-10 (section
 * 4.2).
 */
public record PadCrop(int padding) implements Transform.OnImage {
  public PadCrop {
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
    Image out = Image.black(image.channels(), h, w);
    int columns = w - Math.abs(right);
    if (columns <= 0) {
      return out;
    }
    for (int c = 0; c < image.channels(); c++) {
      for (int y = Math.max(0, -down); y < Math.min(h, h - down); y++) {
        int from = (c * h + y + down) * w + Math.max(0, right);
        int to = (c * h + y) * w + Math.max(0, -right);
        System.arraycopy(image.pixels(), from, out.pixels(), to, columns);
      }
    }
    return out;
  }
}
