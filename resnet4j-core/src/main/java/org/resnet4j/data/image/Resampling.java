package org.resnet4j.data.image;

import java.util.Arrays;
import org.resnet4j.data.Image;

/**
 * Antialiased bilinear resizing as Pillow does it for 8 bits, to the byte: a triangle as wide as
 * the reduction, its weights in fixed point of 22 bits, rows first, then columns (Pillow's
 * Resample.c).
 */
public final class Resampling {
  private static final int PRECISION = 32 - 8 - 2;

  private Resampling() {}

  /** What makes each output sample along one axis: from where on, and with which weights. */
  private record Weights(int[] from, int[] count, int[] values, int most) {
    static Weights of(int in, int out) {
      double scale = (double) in / out;
      double support = Math.max(scale, 1);
      int most = (int) Math.ceil(support) * 2 + 1;
      Weights weights = new Weights(new int[out], new int[out], new int[out * most], most);
      double[] raw = new double[most];
      for (int i = 0; i < out; i++) {
        double centre = (i + 0.5) * scale;
        int from = Math.max(0, (int) (centre - support + 0.5));
        int count = Math.min(in, (int) (centre + support + 0.5)) - from;
        double sum = 0;
        for (int j = 0; j < count; j++) {
          raw[j] = triangle((j + from - centre + 0.5) / support);
          sum += raw[j];
        }
        weights.from[i] = from;
        weights.count[i] = count;
        for (int j = 0; j < count; j++) {
          weights.values[i * most + j] = (int) (0.5 + raw[j] / sum * (1 << PRECISION));
        }
      }
      return weights;
    }

    private static double triangle(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  }

  /**
   * {@return the image at another height and width; itself where both are its own}
   *
   * @param image of any number of channels
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   */
  public static Image resize(Image image, int height, int width) {
    Image across = image.width() == width ? image : horizontally(image, width);
    return across.height() == height ? across : vertically(across, height);
  }

  private static Image horizontally(Image image, int width) {
    Weights weights = Weights.of(image.width(), width);
    Image out = Image.black(image.channels(), image.height(), width);
    int rows = image.channels() * image.height();
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        int at = row * image.width() + weights.from[x];
        int sum = 1 << (PRECISION - 1);
        for (int j = 0, k = x * weights.most; j < weights.count[x]; j++, k++) {
          sum += (image.pixels()[at + j] & 0xff) * weights.values[k];
        }
        out.pixels()[row * width + x] = clip(sum);
      }
    }
    return out;
  }

  private static Image vertically(Image image, int height) {
    Weights weights = Weights.of(image.height(), height);
    int width = image.width();
    Image out = Image.black(image.channels(), height, width);
    int[] sums = new int[width];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < height; y++) {
        Arrays.fill(sums, 1 << (PRECISION - 1));
        for (int j = 0; j < weights.count[y]; j++) {
          int weight = weights.values[y * weights.most + j];
          int from = (c * image.height() + weights.from[y] + j) * width;
          for (int x = 0; x < width; x++) {
            sums[x] += (image.pixels()[from + x] & 0xff) * weight;
          }
        }
        int to = (c * height + y) * width;
        for (int x = 0; x < width; x++) {
          out.pixels()[to + x] = clip(sums[x]);
        }
      }
    }
    return out;
  }

  private static byte clip(int sum) {
    return (byte) Math.clamp(sum >> PRECISION, 0, 255);
  }
}
