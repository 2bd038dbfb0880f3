package org.resnet4j.assembler.kernel;

import java.util.Random;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;
import org.resnet4j.int8.kernel.IntegerWeights;

/** A convolution with random operands, and what plain loops make of them. */
record ConvolutionCase(
    ByteConvolutionShape shape, IntegerWeights weights, byte[] input, byte[] residual) {

  static ConvolutionCase random(ByteConvolutionShape shape, Random random) {
    int each = shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
    var bias = new int[shape.outputChannels()];
    var scale = new float[shape.outputChannels()];
    double spread = 255 * 73 * Math.sqrt(each); // about what sums become
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (int) (spread * random.nextGaussian());
      scale[i] = (float) (90 / spread * Math.exp(random.nextGaussian()));
    }
    if (random.nextInt(8) == 0) {
      scale[random.nextInt(scale.length)] = 1e9f;
    }
    var bytes = bytes(shape.outputChannels() * each, random);
    return new ConvolutionCase(
        shape,
        new IntegerWeights(bytes, bias, scale),
        bytes(inputSize(shape), random),
        bytes(size(shape, shape.residualPitch(), shape.residualPixel()), random));
  }

  static byte[] bytes(int count, Random random) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** From the first byte that is read to the last. */
  static int inputSize(ByteConvolutionShape shape) {
    int rows = (shape.outputHeight() - 1) * shape.stride() + shape.kernelHeight();
    int columns = (shape.outputWidth() - 1) * shape.stride() + shape.kernelWidth();
    return (rows - 1) * shape.inputPitch()
        + (columns - 1) * shape.inputPixel()
        + (shape.inputChannels() + 3) / 4 * 4;
  }

  int outputSize() {
    return size(shape, shape.outputPitch(), shape.outputPixel());
  }

  private static int size(ByteConvolutionShape shape, int pitch, int pixel) {
    return pixel == 0
        ? 0
        : (shape.outputHeight() - 1) * pitch
            + (shape.outputWidth() - 1) * pixel
            + shape.outputChannels();
  }

  /** Writes what the shape says over these bytes; the others stay. */
  void compute(byte[] output) {
    for (int y = 0; y < shape.outputHeight(); y++) {
      for (int x = 0; x < shape.outputWidth(); x++) {
        for (int channel = 0; channel < shape.outputChannels(); channel++) {
          int at = y * shape.outputPitch() + x * shape.outputPixel() + channel;
          output[at] = (byte) stored(y, x, channel);
        }
      }
    }
  }

  private int stored(int y, int x, int channel) {
    float scaled = sum(y, x, channel) * weights.scale()[channel];
    return switch (shape.epilogue()) {
      case ByteEpilogue.Requantise(int zero, int low) -> round(scaled, zero, low);
      case ByteEpilogue.AddResidual add -> {
        int q = round(scaled, add.zeroPoint(), 0);
        int r = residual[y * shape.residualPitch() + x * shape.residualPixel() + channel] & 255;
        long sum = (long) q * add.branchFactor() + (long) r * add.residualFactor() + add.offset();
        yield (int) Math.max(add.low(), Math.min(255, sum >> add.shift()));
      }
    };
  }

  private static int round(float number, int zero, int low) {
    double rounded = Math.rint((double) number) + zero;
    return (int) Math.max(low, Math.min(255, rounded));
  }

  private int sum(int y, int x, int channel) {
    int sum = weights.bias()[channel];
    int weight = channel * shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
    for (int c = 0; c < shape.inputChannels(); c++) {
      for (int ky = 0; ky < shape.kernelHeight(); ky++) {
        for (int kx = 0; kx < shape.kernelWidth(); kx++) {
          int at =
              (y * shape.stride() + ky) * shape.inputPitch()
                  + (x * shape.stride() + kx) * shape.inputPixel()
                  + c;
          sum += (input[at] & 255) * weights.bytes()[weight++];
        }
      }
    }
    return sum;
  }
}
