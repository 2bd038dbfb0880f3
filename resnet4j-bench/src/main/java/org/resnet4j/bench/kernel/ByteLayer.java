package org.resnet4j.bench.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;
import org.resnet4j.int8.kernel.IntegerWeights;

/** A convolution of ResNet-50 in 8 bits, at 224 × 224. */
record ByteLayer(
    int inputs, int outputs, int window, int stride, int size, boolean residual, int times) {

  /** Every kind, with how often the network has it. */
  static final List<ByteLayer> RESNET50 =
      List.of(
          new ByteLayer(64, 64, 1, 1, 56, false, 1),
          new ByteLayer(64, 64, 3, 1, 56, false, 3),
          new ByteLayer(64, 256, 1, 1, 56, false, 1),
          new ByteLayer(64, 256, 1, 1, 56, true, 3),
          new ByteLayer(256, 64, 1, 1, 56, false, 2),
          new ByteLayer(256, 128, 1, 1, 56, false, 1),
          new ByteLayer(128, 128, 3, 2, 28, false, 1),
          new ByteLayer(256, 512, 1, 2, 28, false, 1),
          new ByteLayer(128, 512, 1, 1, 28, true, 4),
          new ByteLayer(512, 128, 1, 1, 28, false, 3),
          new ByteLayer(128, 128, 3, 1, 28, false, 3),
          new ByteLayer(512, 256, 1, 1, 28, false, 1),
          new ByteLayer(256, 256, 3, 2, 14, false, 1),
          new ByteLayer(512, 1024, 1, 2, 14, false, 1),
          new ByteLayer(256, 1024, 1, 1, 14, true, 6),
          new ByteLayer(1024, 256, 1, 1, 14, false, 5),
          new ByteLayer(256, 256, 3, 1, 14, false, 5),
          new ByteLayer(1024, 512, 1, 1, 14, false, 1),
          new ByteLayer(512, 512, 3, 2, 7, false, 1),
          new ByteLayer(1024, 2048, 1, 2, 7, false, 1),
          new ByteLayer(512, 2048, 1, 1, 7, true, 3),
          new ByteLayer(2048, 512, 1, 1, 7, false, 2),
          new ByteLayer(512, 512, 3, 1, 7, false, 2));

  /** Rows and columns of the input with its border. */
  private int padded() {
    return (size - 1) * stride + window;
  }

  ByteConvolutionShape shape() {
    var epilogue =
        residual
            ? ByteEpilogue.AddResidual.of(
                new ByteEpilogue.AddResidual.Term(0.7f, 128),
                new ByteEpilogue.AddResidual.Term(0.4f, 0),
                0,
                0)
            : new ByteEpilogue.Requantise(0, 0);
    return new ByteConvolutionShape(
        inputs,
        outputs,
        window,
        window,
        stride,
        size,
        size,
        inputs,
        padded() * inputs,
        outputs,
        size * outputs,
        residual ? outputs : 0,
        residual ? size * outputs : 0,
        epilogue);
  }

  int inputBytes() {
    return padded() * padded() * inputs;
  }

  int outputBytes() {
    return size * size * outputs;
  }

  int weightBytes() {
    return inputs * outputs * window * window;
  }

  /** Multiplications and additions. */
  double operations() {
    return 2.0 * inputs * outputs * window * window * size * size;
  }

  IntegerWeights weights(Random random) {
    var bytes = new byte[outputs * inputs * window * window];
    random.nextBytes(bytes);
    var scale = new float[outputs];
    Arrays.fill(scale, 1e-4f);
    return new IntegerWeights(bytes, new int[outputs], scale);
  }

  @Override
  public String toString() {
    return "%d to %d, %d×%d%s, %d²%s"
        .formatted(
            inputs,
            outputs,
            window,
            window,
            stride == 1 ? "" : "/" + stride,
            size,
            residual ? ", residual" : "");
  }
}
