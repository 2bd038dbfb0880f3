package org.resnet4j.assembler.kernel;

import java.util.Random;
import org.resnet4j.int8.kernel.MaxPoolShape;

/** A max pooling of random bytes, and what plain loops make of them. */
record MaxPoolCase(MaxPoolShape shape, byte[] input) {

  static MaxPoolCase random(Random random) {
    int channels = random.nextBoolean() ? 64 : 1 + random.nextInt(200);
    int pixel = (channels + 3) / 4 * 4 + 4 * random.nextInt(2);
    int height = 1 + random.nextInt(3);
    int width = 1 + random.nextInt(3);
    int stride = 1 + random.nextInt(2);
    int outputHeight = 1 + random.nextInt(5);
    int outputWidth = 1 + random.nextInt(9);
    int pitch = ((outputWidth - 1) * stride + width + random.nextInt(2)) * pixel;
    var shape =
        new MaxPoolShape(
            channels,
            height,
            width,
            stride,
            outputHeight,
            outputWidth,
            pixel,
            pitch,
            pixel,
            outputWidth * pixel);
    int rows = (outputHeight - 1) * stride + height;
    int columns = (outputWidth - 1) * stride + width;
    int size = (rows - 1) * pitch + (columns - 1) * pixel + channels;
    return new MaxPoolCase(shape, ConvolutionCase.bytes(size, random));
  }

  int outputSize() {
    return (shape.outputHeight() - 1) * shape.outputPitch()
        + (shape.outputWidth() - 1) * shape.outputPixel()
        + shape.channels();
  }

  void compute(byte[] output) {
    for (int y = 0; y < shape.outputHeight(); y++) {
      for (int x = 0; x < shape.outputWidth(); x++) {
        for (int channel = 0; channel < shape.channels(); channel++) {
          output[y * shape.outputPitch() + x * shape.outputPixel() + channel] =
              (byte) largest(y, x, channel);
        }
      }
    }
  }

  private int largest(int y, int x, int channel) {
    int largest = 0;
    for (int ky = 0; ky < shape.kernelHeight(); ky++) {
      for (int kx = 0; kx < shape.kernelWidth(); kx++) {
        int row = (y * shape.stride() + ky) * shape.inputPitch();
        int at = row + (x * shape.stride() + kx) * shape.inputPixel() + channel;
        largest = Math.max(largest, input[at] & 255);
      }
    }
    return largest;
  }
}
