package org.resnet4j.int8.portable;

import java.util.Arrays;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.kernel.IntegerWeights;

/**
 * A convolution of bytes: the window of a pixel is gathered as integers, then multiplied with the
 * weights of four output channels at once. A tile is a row of the output.
 */
final class PortableConvolution implements ConvolutionKernel {
  private static final int BLOCK = 64;
  private static final int AT_ONCE = 4;

  private final ByteConvolutionShape shape;

  /** Numbers of a window: (kernel row, kernel column, input channel). */
  private final int depth;

  private final int[] weights;
  private final int[] bias;
  private final float[] scale;

  PortableConvolution(ByteConvolutionShape shape, IntegerWeights weights) {
    this.shape = shape;
    depth = shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
    int rows = Math.ceilDiv(shape.outputChannels(), AT_ONCE) * AT_ONCE;
    this.weights = ordered(weights.bytes(), rows);
    bias = Arrays.copyOf(weights.bias(), rows);
    scale = weights.scale();
  }

  /** (output channel, kernel row, kernel column, input channel). */
  private int[] ordered(byte[] bytes, int rows) {
    int area = shape.kernelHeight() * shape.kernelWidth();
    var all = new int[rows * depth];
    int next = 0;
    for (int out = 0; out < shape.outputChannels(); out++) {
      for (int in = 0; in < shape.inputChannels(); in++) {
        for (int at = 0; at < area; at++) {
          all[out * depth + at * shape.inputChannels() + in] = bytes[next++];
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
    var window = new int[depth];
    int channels = Math.min(BLOCK, shape.outputChannels() - block * BLOCK);
    for (int row = fromTile; row < toTile; row++) {
      for (int column = 0; column < shape.outputWidth(); column++) {
        int from =
            inputAt + shape.stride() * (row * shape.inputPitch() + column * shape.inputPixel());
        gather(input, from, window);
        for (int o = 0; o < channels; o += AT_ONCE) {
          multiply(window, block * BLOCK + o, sums, o);
        }
        int to = outputAt + row * shape.outputPitch() + column * shape.outputPixel();
        int added = residualAt + row * shape.residualPitch() + column * shape.residualPixel();
        switch (shape.epilogue()) {
          case ByteEpilogue.Requantise end ->
              store(end, sums, output, to + block * BLOCK, block, channels);
          case ByteEpilogue.AddResidual end ->
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

  private void gather(byte[] input, int from, int[] window) {
    int to = 0;
    for (int i = 0; i < shape.kernelHeight(); i++) {
      for (int j = 0; j < shape.kernelWidth(); j++) {
        int pixel = from + i * shape.inputPitch() + j * shape.inputPixel();
        for (int c = 0; c < shape.inputChannels(); c++) {
          window[to + c] = input[pixel + c] & 0xff;
        }
        to += shape.inputChannels();
      }
    }
  }

  /** Sums of integers are what the compiler vectorises wherever the operands lie. */
  private void multiply(int[] window, int channel, int[] sums, int at) {
    var w = weights;
    int n = window.length;
    int a = channel * n;
    int b = a + n;
    int c = b + n;
    int d = c + n;
    int first = bias[channel];
    int second = bias[channel + 1];
    int third = bias[channel + 2];
    int fourth = bias[channel + 3];
    for (int k = 0; k < n; k++) {
      int x = window[k];
      first += x * w[a + k];
      second += x * w[b + k];
      third += x * w[c + k];
      fourth += x * w[d + k];
    }
    sums[at] = first;
    sums[at + 1] = second;
    sums[at + 2] = third;
    sums[at + 3] = fourth;
  }

  private void store(
      ByteEpilogue.Requantise end, int[] sums, byte[] output, int to, int block, int channels) {
    for (int o = 0; o < channels; o++) {
      int code = Rounding.rint(sums[o] * scale[block * BLOCK + o]) + end.zeroPoint();
      output[to + o] = (byte) Rounding.clamp(code, end.low());
    }
  }

  private void store(
      ByteEpilogue.AddResidual end,
      int[] sums,
      byte[] residual,
      int from,
      byte[] output,
      int to,
      int block,
      int channels) {
    for (int o = 0; o < channels; o++) {
      int branch = Rounding.rint(sums[o] * scale[block * BLOCK + o]) + end.zeroPoint();
      output[to + o] = (byte) end.sum(Rounding.clamp(branch, 0), residual[from + o] & 0xff);
    }
  }
}
