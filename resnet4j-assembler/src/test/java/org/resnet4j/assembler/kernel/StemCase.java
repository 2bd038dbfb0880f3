package org.resnet4j.assembler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.StemShape;

/** A first convolution with random operands, and what plain loops make of them. */
record StemCase(StemShape shape, FloatWeights weights, float[] input) {

  static StemCase random(Random random) {
    int planes = random.nextBoolean() ? 3 : 1 + random.nextInt(4);
    int outputs = random.nextBoolean() ? 64 : 1 + random.nextInt(70);
    int height = 1 + random.nextInt(7);
    int width = random.nextBoolean() ? height : 1 + random.nextInt(7);
    int stride = 1 + random.nextInt(3);
    int outputHeight = 1 + random.nextInt(5);
    int outputWidth = 1 + random.nextInt(30);
    int pitch = (outputWidth - 1) * stride + width + random.nextInt(3);
    int plane = ((outputHeight - 1) * stride + height + random.nextInt(2)) * pitch;
    int pixel = (outputs + 3) / 4 * 4;
    int zero = random.nextBoolean() ? 0 : random.nextInt(256);
    var shape =
        new StemShape(
            planes,
            outputs,
            height,
            width,
            stride,
            outputHeight,
            outputWidth,
            plane,
            pitch,
            pixel,
            outputWidth * pixel,
            0.02f + random.nextFloat() / 10,
            zero,
            random.nextBoolean() ? zero : 0);
    int rows = (outputHeight - 1) * stride + height;
    int size = (planes - 1) * plane + (rows - 1) * pitch + (outputWidth - 1) * stride + width;
    var weights =
        new FloatWeights(
            floats(outputs * planes * height * width, random), floats(outputs, random));
    return new StemCase(shape, weights, floats(size, random));
  }

  private static float[] floats(int count, Random random) {
    var floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }

  int outputSize() {
    return (shape.outputHeight() - 1) * shape.outputPitch()
        + (shape.outputWidth() - 1) * shape.outputPixel()
        + shape.outputChannels();
  }

  /** Each byte is the right one, or its neighbour where the number lies between the two. */
  void check(byte[] output, byte[] before) {
    for (int y = 0; y < shape.outputHeight(); y++) {
      for (int x = 0; x < shape.outputWidth(); x++) {
        for (int channel = 0; channel < shape.outputChannels(); channel++) {
          int at = y * shape.outputPitch() + x * shape.outputPixel() + channel;
          double exact = number(y, x, channel);
          assertThat(output[at] & 255)
              .as("%s at %d", shape, at)
              .isBetween(stored(exact - 2e-4), stored(exact + 2e-4));
          before[at] = output[at];
        }
      }
    }
    assertThat(output).isEqualTo(before); // what lies between is not touched
  }

  private int stored(double exact) {
    return (int) Math.clamp(Math.rint(exact) + shape.zeroPoint(), shape.low(), 255);
  }

  private double number(int y, int x, int channel) {
    double sum = weights.bias()[channel];
    int weight = channel * shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
    for (int plane = 0; plane < shape.inputChannels(); plane++) {
      for (int ky = 0; ky < shape.kernelHeight(); ky++) {
        for (int kx = 0; kx < shape.kernelWidth(); kx++) {
          int row = plane * shape.inputPlane() + (y * shape.stride() + ky) * shape.inputPitch();
          sum += (double) input[row + x * shape.stride() + kx] * weights.numbers()[weight++];
        }
      }
    }
    return sum / shape.scale();
  }
}
