package org.resnet4j.export.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.resnet4j.export.onnx.OnnxNode;

/** Operators on single elements and channels, and those that move elements. */
final class ElementOperators {
  private ElementOperators() {}

  static Dense each(Dense x, DoubleUnaryOperator function) {
    var y = Dense.zeros(x.sizes());
    for (int i = 0; i < y.data().length; i++) {
      y.data()[i] = (float) function.applyAsDouble(x.data()[i]);
    }
    return y;
  }

  /** Element by element, sizes of 1 stretched as the standard's broadcasting does. */
  static Dense both(Dense a, Dense b, DoubleBinaryOperator function) {
    int rank = Math.max(a.sizes().length, b.sizes().length);
    var sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = Math.max(size(a, axis, rank), size(b, axis, rank));
    }
    var y = Dense.zeros(sizes);
    for (int i = 0; i < y.data().length; i++) {
      y.data()[i] =
          (float) function.applyAsDouble(a.data()[at(a, i, sizes)], b.data()[at(b, i, sizes)]);
    }
    return y;
  }

  private static int size(Dense x, int axis, int rank) {
    int own = axis - (rank - x.sizes().length);
    return own < 0 ? 1 : x.size(own);
  }

  private static int at(Dense x, int index, int[] sizes) {
    int at = 0;
    int step = 1;
    int left = index;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      int position = left % sizes[axis];
      left /= sizes[axis];
      int size = size(x, axis, sizes.length);
      at += size == 1 ? 0 : position * step;
      step *= size;
    }
    return at;
  }

  static Dense batchNorm(OnnxNode node, Dense x, List<Dense> inputs) {
    double epsilon = node.real("epsilon", 1e-5f);
    var y = Dense.zeros(x.sizes());
    int pixels = x.after(2);
    for (int i = 0; i < y.data().length; i++) {
      int c = i / pixels % x.size(1);
      double deviation = Math.sqrt(inputs.get(4).data()[c] + epsilon);
      double normal = (x.data()[i] - inputs.get(3).data()[c]) / deviation;
      y.data()[i] = (float) (normal * inputs.get(1).data()[c] + inputs.get(2).data()[c]);
    }
    return y;
  }

  static Dense responseNorm(OnnxNode node, Dense x) {
    int size = (int) node.whole("size", 1);
    double alpha = node.real("alpha", 1e-4f) / size;
    double beta = node.real("beta", 0.75f);
    double bias = node.real("bias", 1);
    var y = Dense.zeros(x.sizes());
    int pixels = x.after(2);
    int channels = x.size(1);
    for (int i = 0; i < y.data().length; i++) {
      int c = i / pixels % channels;
      double sum = 0;
      for (int other = Math.max(0, c - (size - 1) / 2);
          other <= Math.min(channels - 1, c + size / 2);
          other++) {
        double value = x.data()[i + (other - c) * pixels];
        sum += value * value;
      }
      y.data()[i] = (float) (x.data()[i] / Math.pow(bias + alpha * sum, beta));
    }
    return y;
  }

  /** Along the channels. */
  static Dense concat(List<Dense> parts) {
    var first = parts.getFirst();
    var sizes = first.sizes().clone();
    sizes[1] = parts.stream().mapToInt(part -> part.size(1)).sum();
    var y = Dense.zeros(sizes);
    int to = 0;
    for (int n = 0; n < first.size(0); n++) {
      for (var part : parts) {
        System.arraycopy(part.data(), n * part.after(1), y.data(), to, part.after(1));
        to += part.after(1);
      }
    }
    return y;
  }

  static Dense softmax(Dense x) {
    var y = Dense.zeros(x.sizes());
    int classes = x.size(1);
    for (int n = 0; n < x.size(0); n++) {
      var row = Arrays.copyOfRange(x.data(), n * classes, (n + 1) * classes);
      double largest = Double.NEGATIVE_INFINITY;
      for (float logit : row) {
        largest = Math.max(largest, logit);
      }
      double sum = 0;
      for (float logit : row) {
        sum += Math.exp(logit - largest);
      }
      for (int k = 0; k < classes; k++) {
        y.data()[n * classes + k] = (float) (Math.exp(row[k] - largest) / sum);
      }
    }
    return y;
  }

  /** (N, H, W, C) to (N, C, H, W). */
  static Dense planes(Dense x) {
    int channels = x.size(3);
    int pixels = x.size(1) * x.size(2);
    var y = Dense.zeros(x.size(0), channels, x.size(1), x.size(2));
    for (int i = 0; i < y.data().length; i++) {
      int n = i / (channels * pixels);
      int c = i / pixels % channels;
      y.data()[i] = x.data()[(n * pixels + i % pixels) * channels + c];
    }
    return y;
  }

  /** Σ x² over the last of three axes. */
  static Dense sumOfSquares(Dense x) {
    var y = Dense.zeros(x.size(0), x.size(1));
    for (int row = 0; row < y.data().length; row++) {
      double sum = 0;
      for (int i = 0; i < x.size(2); i++) {
        double value = x.data()[row * x.size(2) + i];
        sum += value * value;
      }
      y.data()[row] = (float) sum;
    }
    return y;
  }

  /** Every {@code step}-th row and column. */
  static Dense everyPixel(Dense x, int step) {
    int height = Math.ceilDiv(x.size(2), step);
    int width = Math.ceilDiv(x.size(3), step);
    var y = Dense.zeros(x.size(0), x.size(1), height, width);
    for (int i = 0; i < y.data().length; i++) {
      int plane = i / (height * width);
      int row = i / width % height * step;
      int column = i % width * step;
      y.data()[i] = x.data()[plane * x.after(2) + row * x.size(3) + column];
    }
    return y;
  }

  /** Zeros before and after the channels; {@code pads} as the standard's, eight of them. */
  static Dense padChannels(Dense x, long[] pads) {
    int before = (int) pads[1];
    int channels = x.size(1) + before + (int) pads[5];
    var y = Dense.zeros(x.size(0), channels, x.size(2), x.size(3));
    for (int n = 0; n < x.size(0); n++) {
      int to = n * y.after(1) + before * x.after(2);
      System.arraycopy(x.data(), n * x.after(1), y.data(), to, x.after(1));
    }
    return y;
  }
}
