package org.resnet4j.export.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.resnet4j.export.evaluate.ByteOperators.Codes;
import org.resnet4j.export.onnx.OnnxNode;

/** Operators that slide a window over an image. */
final class WindowOperators {
  private WindowOperators() {}

  /** The output, all zero, of the standard's size for floor rounding. */
  private static Dense output(OnnxNode node, Dense x, int channels) {
    var pads = node.wholes("pads", List.of(0L, 0L, 0L, 0L));
    var kernel = node.wholes("kernel_shape", List.of());
    var strides = node.wholes("strides", List.of(1L, 1L));
    long height = (x.size(2) + pads.get(0) + pads.get(2) - kernel.get(0)) / strides.get(0) + 1;
    long width = (x.size(3) + pads.get(1) + pads.get(3) - kernel.get(1)) / strides.get(1) + 1;
    return Dense.zeros(x.size(0), channels, (int) height, (int) width);
  }

  static Dense convolution(OnnxNode node, Dense x, Dense weight, float[] bias) {
    var y = output(node, x, weight.size(0));
    var window = SlidingWindow.of(node);
    int groups = (int) node.whole("group", 1);
    int perGroup = y.size(1) / groups;
    IntStream.range(0, x.size(0) * y.size(1))
        .parallel()
        .forEach(
            plane -> {
              int n = plane / y.size(1);
              int k = plane % y.size(1);
              var sums = new double[y.after(2)];
              Arrays.fill(sums, bias.length == 0 ? 0 : bias[k]);
              for (int c = 0; c < weight.size(1); c++) {
                int channel = k / perGroup * weight.size(1) + c;
                addPlane(
                    x, n * x.size(1) + channel, weight, k * weight.size(1) + c, window, y, sums);
              }
              for (int i = 0; i < sums.length; i++) {
                y.data()[plane * sums.length + i] = (float) sums[i];
              }
            });
    return y;
  }

  /** The same of integers that were read back: exact sums. */
  static Dense convolution(OnnxNode node, Codes x, Codes weight, float[] bias) {
    var y = output(node, x.numbers(), weight.numbers().size(0));
    int groups = (int) node.whole("group", 1);
    return new IntegerConvolution(SlidingWindow.of(node), groups, y, x, weight, bias).compute();
  }

  private static void addPlane(
      Dense x, int plane, Dense weight, int kernel, SlidingWindow window, Dense y, double[] sums) {
    for (int i = 0; i < window.kernelHeight(); i++) {
      for (int j = 0; j < window.kernelWidth(); j++) {
        float w = weight.data()[kernel * weight.after(2) + i * window.kernelWidth() + j];
        int first = first(window.left() - j, window.stride());
        int last = last(x.size(3) + window.left() - j, window.stride(), y.size(3));
        for (int row = 0; w != 0 && row < y.size(2); row++) {
          int line = row * window.stride() + i - window.top();
          if (line < 0 || line >= x.size(2)) {
            continue;
          }
          int from = plane * x.after(2) + line * x.size(3) + j - window.left();
          int to = row * y.size(3);
          for (int column = first; column < last; column++) {
            sums[to + column] += w * x.data()[from + column * window.stride()];
          }
        }
      }
    }
  }

  /** The first window that does not reach into the padding on the left. */
  private static int first(int missing, int stride) {
    return Math.max(0, Math.ceilDiv(missing, stride));
  }

  /** One past the last window that does not reach into the padding on the right. */
  private static int last(int room, int stride, int columns) {
    return Math.min(columns, Math.ceilDiv(room, stride));
  }

  /** Maximum, or mean with the padding counted. */
  static Dense pool(OnnxNode node, Dense x, boolean maximum) {
    var y = output(node, x, x.size(1));
    var window = SlidingWindow.of(node);
    for (int plane = 0; plane < x.size(0) * x.size(1); plane++) {
      for (int row = 0; row < y.size(2); row++) {
        for (int column = 0; column < y.size(3); column++) {
          double value = maximum ? Double.NEGATIVE_INFINITY : 0;
          for (int i = 0; i < window.kernelHeight(); i++) {
            for (int j = 0; j < window.kernelWidth(); j++) {
              int line = row * window.stride() + i - window.top();
              int at = column * window.stride() + j - window.left();
              if (line >= 0 && line < x.size(2) && at >= 0 && at < x.size(3)) {
                float pixel = x.data()[plane * x.after(2) + line * x.size(3) + at];
                value = maximum ? Math.max(value, pixel) : value + pixel;
              }
            }
          }
          int count = window.kernelHeight() * window.kernelWidth();
          y.data()[plane * y.after(2) + row * y.size(3) + column] =
              (float) (maximum ? value : value / count);
        }
      }
    }
    return y;
  }

  static Dense globalMean(Dense x) {
    var y = Dense.zeros(x.size(0), x.size(1), 1, 1);
    for (int plane = 0; plane < y.data().length; plane++) {
      double sum = 0;
      for (int i = 0; i < x.after(2); i++) {
        sum += x.data()[plane * x.after(2) + i];
      }
      y.data()[plane] = (float) (sum / x.after(2));
    }
    return y;
  }
}
