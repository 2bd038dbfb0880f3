package org.resnet4j.export.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.resnet4j.export.evaluate.ByteOperators.Codes;

/**
 * A convolution of integers that were read back, summed exactly: each sum is rounded to a float
 * once, when it has its scale and its bias. A tile of output pixels at a time, for all channels.
 */
final class IntegerConvolution {
  private static final int TILE = 256;

  private final SlidingWindow window;
  private final Dense y;
  private final Codes x;
  private final Codes weight;
  private final float[] bias;
  private final int perGroup;

  IntegerConvolution(
      SlidingWindow window, int groups, Dense y, Codes x, Codes weight, float[] bias) {
    this.window = window;
    this.y = y;
    this.x = x;
    this.weight = weight;
    this.bias = bias;
    perGroup = y.size(1) / groups;
  }

  Dense compute() {
    int tiles = Math.ceilDiv(y.after(2), TILE);
    int groups = y.size(1) / perGroup;
    IntStream.range(0, y.size(0) * groups * tiles)
        .parallel()
        .forEach(job -> tile(job / (groups * tiles), job / tiles % groups, job % tiles * TILE));
    return y;
  }

  private void tile(int n, int group, int first) {
    int width = Math.min(TILE, y.after(2) - first);
    int depth = weight.numbers().after(1);
    var patches = patches(n, group, first, width);
    var sums = new int[width];
    for (int k = group * perGroup; k < (group + 1) * perGroup; k++) {
      Arrays.fill(sums, 0);
      int at = 0;
      for (; at + 4 <= depth; at += 4) {
        addFour(sums, patches, at, weight.integers(), k * depth + at, width);
      }
      for (; at < depth; at++) {
        addOne(sums, patches[at], weight.integers()[k * depth + at], width);
      }
      double scale = (double) x.scales()[0] * weight.scales()[weight.scales().length == 1 ? 0 : k];
      double shift = bias.length == 0 ? 0 : bias[k];
      int to = (n * y.size(1) + k) * y.after(2) + first;
      for (int i = 0; i < width; i++) {
        y.data()[to + i] = (float) (sums[i] * scale + shift);
      }
    }
  }

  private static void addFour(int[] sums, int[][] rows, int row, int[] w, int from, int width) {
    var a = rows[row];
    var b = rows[row + 1];
    var c = rows[row + 2];
    var d = rows[row + 3];
    int wa = w[from];
    int wb = w[from + 1];
    int wc = w[from + 2];
    int wd = w[from + 3];
    for (int i = 0; i < width; i++) {
      sums[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
  }

  private static void addOne(int[] sums, int[] row, int w, int width) {
    for (int i = 0; i < width; i++) {
      sums[i] += w * row[i];
    }
  }

  /** A row for each weight of a kernel: what it meets at each pixel of the tile. */
  private int[][] patches(int n, int group, int first, int width) {
    var image = x.numbers();
    int channels = weight.numbers().size(1);
    int kernel = window.kernelHeight() * window.kernelWidth();
    var rows = new int[channels * kernel][width];
    for (int row = 0; row < rows.length; row++) {
      int plane = (n * image.size(1) + group * channels + row / kernel) * image.after(2);
      int down = row % kernel / window.kernelWidth() - window.top();
      int right = row % window.kernelWidth() - window.left();
      for (int i = 0; i < width; i++) {
        int line = (first + i) / y.size(3) * window.stride() + down;
        int column = (first + i) % y.size(3) * window.stride() + right;
        if (line >= 0 && line < image.size(2) && column >= 0 && column < image.size(3)) {
          rows[row][i] = x.integers()[plane + line * image.size(3) + column];
        }
      }
    }
    return rows;
  }
}
