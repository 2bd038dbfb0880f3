package org.resnet4j.int8.portable;

import java.util.Arrays;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.kernel.ConvolutionShape;
import org.resnet4j.int8.kernel.Epilogue;
import org.resnet4j.int8.kernel.IntegerWeights;

/**
 * A convolution of bytes: for a pixel and a block of output channels, one input after another is
 * multiplied with its weights for all of them. A tile is a row of the output.
 */
final class PortableConvolution implements ConvolutionKernel {
  private static final int BLOCK = 64;
  private static final int DEPTH = 4;

  private final ConvolutionShape shape;
  private final int inputs;
  private final short[] packed;
  private final int[] bias;
  private final float[] scale;

  PortableConvolution(ConvolutionShape shape, IntegerWeights weights) {
    this.shape = shape;
    inputs = Math.ceilDiv(shape.inputChannels(), DEPTH) * DEPTH;
    packed = pack(weights.bytes());
    bias = Arrays.copyOf(weights.bias(), blocks() * BLOCK);
    scale = Arrays.copyOf(weights.scale(), blocks() * BLOCK);
  }

  /** (block, kernel row, kernel column, input channel, channel of the block). */
  private short[] pack(byte[] weights) {
    int area = shape.kernelHeight() * shape.kernelWidth();
    var all = new short[blocks() * area * inputs * BLOCK];
    int next = 0;
    for (int out = 0; out < shape.outputChannels(); out++) {
      for (int in = 0; in < shape.inputChannels(); in++) {
        for (int at = 0; at < area; at++) {
          int row = (out / BLOCK * area + at) * inputs + in;
          all[row * BLOCK + out % BLOCK] = weights[next++];
        }
      }
    }
    return all;
  }

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public int blocks() {
    return Math.ceilDiv(shape.outputChannels(), BLOCK);
  }

  @Override
  public int tiles() {
    return shape.outputHeight();
  }

  @Override
  public void run(
      byte[] input,
      int inputAt,
      byte[] residual,
      int residualAt,
      byte[] output,
      int outputAt,
      int block,
      int fromTile,
      int toTile) {
    var sums = new int[BLOCK];
    int channels = Math.min(BLOCK, shape.outputChannels() - block * BLOCK);
    for (int row = fromTile; row < toTile; row++) {
      for (int column = 0; column < shape.outputWidth(); column++) {
        System.arraycopy(bias, block * BLOCK, sums, 0, BLOCK);
        int from =
            inputAt + shape.stride() * (row * shape.inputPitch() + column * shape.inputPixel());
        window(input, from, block, sums);
        int to = outputAt + row * shape.outputPitch() + column * shape.outputPixel();
        int added = residualAt + row * shape.residualPitch() + column * shape.residualPixel();
        switch (shape.epilogue()) {
          case Epilogue.Requantise end ->
              store(end, sums, output, to + block * BLOCK, block, channels);
          case Epilogue.AddResidual end ->
              store(
                  end,
                  sums,
                  residual,
                  added + block * BLOCK,
                  output,
                  to + block * BLOCK,
                  block,
                  channels);
        }
      }
    }
  }

  private void window(byte[] input, int from, int block, int[] sums) {
    int weight = block * shape.kernelHeight() * shape.kernelWidth() * inputs * BLOCK;
    for (int i = 0; i < shape.kernelHeight(); i++) {
      for (int j = 0; j < shape.kernelWidth(); j++) {
        int pixel = from + i * shape.inputPitch() + j * shape.inputPixel();
        for (int c = 0; c < inputs; c += DEPTH) {
          multiply(input, pixel + c, packed, weight, sums);
          weight += DEPTH * BLOCK;
        }
      }
    }
  }

  /** Four inputs at once; after a ReLU often all are zero. */
  private static void multiply(byte[] input, int at, short[] weights, int from, int[] sums) {
    int a = input[at] & 0xff;
    int b = input[at + 1] & 0xff;
    int c = input[at + 2] & 0xff;
    int d = input[at + 3] & 0xff;
    if ((a | b | c | d) == 0) {
      return;
    }
    for (int o = 0; o < BLOCK; o++) {
      sums[o] +=
          a * weights[from + o]
              + b * weights[from + o + BLOCK]
              + c * weights[from + o + 2 * BLOCK]
              + d * weights[from + o + 3 * BLOCK];
    }
  }

  private void store(
      Epilogue.Requantise end, int[] sums, byte[] output, int to, int block, int channels) {
    for (int o = 0; o < channels; o++) {
      int code = Rounding.rint(sums[o] * scale[block * BLOCK + o]) + end.zeroPoint();
      output[to + o] = (byte) Rounding.clamp(code, end.low());
    }
  }

  private void store(
      Epilogue.AddResidual end,
      int[] sums,
      byte[] residual,
      int from,
      byte[] output,
      int to,
      int block,
      int channels) {
    for (int o = 0; o < channels; o++) {
      int branch = Rounding.rint(sums[o] * scale[block * BLOCK + o]) + end.branchZero();
      int code = Rounding.clamp(branch, 0);
      float sum =
          (code * end.branchRatio() + (residual[from + o] & 0xff) * end.residualRatio())
              + end.offset();
      output[to + o] = (byte) Rounding.clamp(Rounding.rint(sum), end.low());
    }
  }
}
