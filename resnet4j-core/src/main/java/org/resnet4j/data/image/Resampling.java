package org.resnet4j.data.image;

import java.util.Arrays;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/**
 * Antialiased resizing as Pillow does it for 8 bits, to the byte: a filter as wide as the
 * reduction, its weights in fixed point of 22 bits, rows first, then columns (Pillow's Resample.c).
 */
public final class Resampling {
  private static final int PRECISION = 32 - 8 - 2;

  private Resampling() {}

  /** What makes each output sample along one axis: from where on, and with which weights. */
  private record Weights(int[] from, int[] count, int[] values, int most) {
    /** Of the samples first … first + samples − 1 of an axis that goes from in to out pixels. */
    static Weights of(int in, int out, int first, int samples, Interpolation how) {
      double scale = (double) in / out;
      double stretch = Math.max(scale, 1);
      double support = how.support() * stretch;
      int most = (int) Math.ceil(support) * 2 + 1;
      var weights = new Weights(new int[samples], new int[samples], new int[samples * most], most);
      var raw = new double[most];
      for (int i = 0; i < samples; i++) {
        double centre = (first + i + 0.5) * scale;
        int from = Math.max(0, (int) (centre - support + 0.5));
        int count = Math.min(in, (int) (centre + support + 0.5)) - from;
        double sum = 0;
        for (int j = 0; j < count; j++) {
          raw[j] = how.weight((j + from - centre + 0.5) / stretch);
          sum += raw[j];
        }
        weights.from[i] = from;
        weights.count[i] = count;
        for (int j = 0; j < count; j++) {
          double value = raw[j] / sum * (1 << PRECISION);
          weights.values[i * most + j] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
      }
      return weights;
    }

    /** The rows or columns that any sample needs. */
    int first() {
      return from[0];
    }

    int end() {
      int last = from.length - 1;
      return from[last] + count[last];
    }
  }

  /**
   * {@return the image at another height and width, bilinear; itself where both are its own}
   *
   * @param image of any number of channels
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   */
  public static Image resize(Image image, int height, int width) {
    return part(
        image,
        new ImageShape(image.channels(), height, width),
        Interpolation.BILINEAR,
        new Window(0, 0, height, width));
  }

  /** A part of an image at its new size; of the old rows only those that the part needs. */
  static Image part(Image image, ImageShape scaled, Interpolation how, Window window) {
    if (image.height() == scaled.height()) {
      return across(image, scaled.width(), how, window);
    }
    var rows = Weights.of(image.height(), scaled.height(), window.top(), window.height(), how);
    int first = rows.first();
    var needed = new Window(first, window.left(), rows.end() - first, window.width());
    return down(across(image, scaled.width(), how, needed), rows, first);
  }

  /** The window's rows as they are, its columns of an image of this width. */
  private static Image across(Image image, int width, Interpolation how, Window window) {
    if (image.width() == width) {
      return cut(image, window);
    }
    var columns = Weights.of(image.width(), width, window.left(), window.width(), how);
    var out = Image.black(image.channels(), window.height(), window.width());
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < window.height(); y++) {
        int from = (c * image.height() + window.top() + y) * image.width();
        row(image.pixels(), from, columns, out.pixels(), (c * out.height() + y) * out.width());
      }
    }
    return out;
  }

  private static Image cut(Image image, Window window) {
    if (window.height() == image.height() && window.width() == image.width()) {
      return image;
    }
    var out = Image.black(image.channels(), window.height(), window.width());
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < window.height(); y++) {
        int from = (c * image.height() + window.top() + y) * image.width() + window.left();
        int to = (c * out.height() + y) * out.width();
        System.arraycopy(image.pixels(), from, out.pixels(), to, out.width());
      }
    }
    return out;
  }

  private static void row(byte[] in, int from, Weights weights, byte[] out, int to) {
    for (int x = 0; x < weights.from.length; x++) {
      int at = from + weights.from[x];
      int sum = 1 << (PRECISION - 1);
      for (int j = 0, k = x * weights.most; j < weights.count[x]; j++, k++) {
        sum += (in[at + j] & 0xff) * weights.values[k];
      }
      out[to + x] = clip(sum);
    }
  }

  /**
   * The columns as they are; the image's first row is row {@code first} of what the weights mean.
   */
  private static Image down(Image image, Weights weights, int first) {
    int height = weights.from.length;
    int width = image.width();
    var out = Image.black(image.channels(), height, width);
    var sums = new int[width];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < height; y++) {
        Arrays.fill(sums, 1 << (PRECISION - 1));
        for (int j = 0; j < weights.count[y]; j++) {
          int weight = weights.values[y * weights.most + j];
          int from = (c * image.height() + weights.from[y] - first + j) * width;
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
