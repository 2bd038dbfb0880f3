package org.resnet4j.int8.portable;

import java.util.Arrays;
import org.resnet4j.int8.kernel.FloatStemKernel;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.StemShape;

/** The first convolution; a tile is a row of the output. */
final class PortableStem implements FloatStemKernel {
  private static final int BLOCK = 64;
  private static final int AT_ONCE = 4;

  private final StemShape shape;

  /**
   * For each block and number of the window a row of the block's channels: arrays of their own, as
   * the compiler vectorises no loop whose arrays might overlap.
   */
  private final float[][] packed;

  private final float[] bias;

  PortableStem(StemShape shape, FloatWeights weights) {
    this.shape = shape;
    packed = pack(weights.numbers());
    bias = Arrays.copyOf(weights.bias(), blocks() * BLOCK);
  }

  /** (block, input channel, kernel row, kernel column), and rows of zeros. */
  private float[][] pack(float[] weights) {
    int window = window();
    var all = new float[blocks() * depth()][BLOCK];
    for (int i = 0; i < weights.length; i++) {
      int out = i / window;
      all[out / BLOCK * depth() + i % window][out % BLOCK] = weights[i];
    }
    return all;
  }

  /** Numbers of a window, up to how many are multiplied at once. */
  private int depth() {
    return Math.ceilDiv(window(), AT_ONCE) * AT_ONCE;
  }

  private int window() {
    return shape.inputChannels() * shape.kernelHeight() * shape.kernelWidth();
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
      float[] input,
      int inputAt,
      byte[] output,
      int outputAt,
      int block,
      int fromTile,
      int toTile) {
    var sums = new float[BLOCK];
    var numbers = new float[depth()];
    int channels = Math.min(BLOCK, shape.outputChannels() - block * BLOCK);
    for (int row = fromTile; row < toTile; row++) {
      for (int column = 0; column < shape.outputWidth(); column++) {
        System.arraycopy(bias, block * BLOCK, sums, 0, BLOCK);
        gather(input, inputAt + shape.stride() * (row * shape.inputPitch() + column), numbers);
        add(numbers, block * depth(), sums);
        int to = outputAt + row * shape.outputPitch() + column * shape.outputPixel();
        store(sums, output, to + block * BLOCK, channels);
      }
    }
  }

  private void gather(float[] input, int from, float[] numbers) {
    int to = 0;
    for (int c = 0; c < shape.inputChannels(); c++) {
      for (int i = 0; i < shape.kernelHeight(); i++) {
        int row = from + c * shape.inputPlane() + i * shape.inputPitch();
        System.arraycopy(input, row, numbers, to, shape.kernelWidth());
        to += shape.kernelWidth();
      }
    }
  }

  private void add(float[] numbers, int row, float[] sums) {
    for (int k = 0; k < numbers.length; k += AT_ONCE) {
      multiply(numbers[k], numbers[k + 1], numbers[k + 2], numbers[k + 3], packed, row + k, sums);
    }
  }

  private static void multiply(
      float a, float b, float c, float d, float[][] rows, int row, float[] sums) {
    float[] first = rows[row];
    float[] second = rows[row + 1];
    float[] third = rows[row + 2];
    float[] fourth = rows[row + 3];
    for (int o = 0; o < BLOCK; o++) {
      sums[o] += a * first[o] + b * second[o] + c * third[o] + d * fourth[o];
    }
  }

  private void store(float[] sums, byte[] output, int to, int channels) {
    for (int o = 0; o < channels; o++) {
      int code = Rounding.rint(sums[o] / shape.scale()) + shape.zeroPoint();
      output[to + o] = (byte) Rounding.clamp(code, shape.low());
    }
  }
}
