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
  private static final int HALF = 1 << (PRECISION - 1);

  private Resampling() {}

  /**
   * What makes each output sample along one axis: as many samples for each, from where on, and with
   * which weights. Those that the filter does not reach have weight 0, so that loops have one
   * length.
   */
  private record Weights(int[] from, int[] values, int taps) {
    /** Of the samples first … first + samples − 1 of an axis that goes from in to out pixels. */
    static Weights of(int in, int out, int first, int samples, Interpolation how) {
      double scale = (double) in / out;
      double stretch = Math.max(scale, 1);
      double support = how.support() * stretch;
      int taps = 0;
      for (int i = 0; i < samples; i++) {
        double centre = (first + i + 0.5) * scale;
        taps = Math.max(taps, end(centre, support, in) - begin(centre, support));
      }
      var weights = new Weights(new int[samples], new int[samples * taps], taps);
      var raw = new double[taps];
      for (int i = 0; i < samples; i++) {
        double centre = (first + i + 0.5) * scale;
        int from = begin(centre, support);
        int count = end(centre, support, in) - from;
        double sum = 0;
        for (int j = 0; j < count; j++) {
          raw[j] = how.weight((j + from - centre + 0.5) / stretch);
          sum += raw[j];
        }
        weights.from[i] = Math.min(from, in - taps);
        int at = i * taps + from - weights.from[i];
        for (int j = 0; j < count; j++) {
          double value = raw[j] / sum * (1 << PRECISION);
          weights.values[at + j] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
      }
      return weights;
    }

    private static int begin(double centre, double support) {
      return Math.max(0, (int) (centre - support + 0.5));
    }

    private static int end(double centre, double support, int in) {
      return Math.min(in, (int) (centre + support + 0.5));
    }

    /** The rows or columns that any sample needs. */
    int first() {
      return from[0];
    }

    int end() {
      int last = from.length - 1;
      return from[last] + taps;
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
    switch (weights.taps) { // a loop of so few turns takes longer than what it does
      case 2 -> {
        for (int x = 0, k = 0; x < weights.from.length; x++, k += 2) {
          out[to + x] = clip(HALF + two(in, from + weights.from[x], weights.values, k));
        }
      }
      case 3 -> {
        for (int x = 0, k = 0; x < weights.from.length; x++, k += 3) {
          int at = from + weights.from[x];
          int third = (in[at + 2] & 0xff) * weights.values[k + 2];
          out[to + x] = clip(HALF + two(in, at, weights.values, k) + third);
        }
      }
      default -> {
        for (int x = 0, k = 0; x < weights.from.length; x++, k += weights.taps) {
          out[to + x] = clip(HALF + any(in, from + weights.from[x], weights, k));
        }
      }
    }
  }

  private static int two(byte[] in, int at, int[] weights, int k) {
    return (in[at] & 0xff) * weights[k] + (in[at + 1] & 0xff) * weights[k + 1];
  }

  private static int any(byte[] in, int at, Weights weights, int k) {
    int sum = 0;
    int j = 0;
    for (; j + 2 <= weights.taps; j += 2) {
      sum += two(in, at + j, weights.values, k + j);
    }
    return j == weights.taps ? sum : sum + (in[at + j] & 0xff) * weights.values[k + j];
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
        Arrays.fill(sums, HALF);
        for (int j = 0; j < weights.taps; j++) {
          int from = (c * image.height() + weights.from[y] - first + j) * width;
          add(image.pixels(), from, weights.values[y * weights.taps + j], sums);
        }
        clip(sums, out.pixels(), (c * height + y) * width);
      }
    }
    return out;
  }

  private static void add(byte[] in, int from, int weight, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += (in[from + x] & 0xff) * weight;
    }
  }

  private static void clip(int[] sums, byte[] out, int to) {
    for (int x = 0; x < sums.length; x++) {
      out[to + x] = clip(sums[x]);
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.clamp(sum >> PRECISION, 0, 255);
  }
}
