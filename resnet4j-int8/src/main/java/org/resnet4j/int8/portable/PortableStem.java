package org.resnet4j.int8.portable;

import java.util.Arrays;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.StemKernel;
import org.resnet4j.int8.kernel.StemShape;

/** The first convolution; a tile is a row of the output. */
final class PortableStem implements StemKernel {
  private static final int BLOCK = 64;

  private final StemShape shape;
  private final float[] packed;
  private final float[] bias;

  PortableStem(StemShape shape, FloatWeights weights) {
    this.shape = shape;
    packed = pack(weights.numbers());
    bias = Arrays.copyOf(weights.bias(), blocks() * BLOCK);
  }

  /** (block, input channel, kernel row, kernel column, channel of the block). */
  private float[] pack(float[] weights) {
    int window = window();
    var all = new float[blocks() * window * BLOCK];
    for (int i = 0; i < weights.length; i++) {
      int out = i / window;
      all[(out / BLOCK * window + i % window) * BLOCK + out % BLOCK] = weights[i];
    }
    return all;
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
    int channels = Math.min(BLOCK, shape.outputChannels() - block * BLOCK);
    for (int row = fromTile; row < toTile; row++) {
      for (int column = 0; column < shape.outputWidth(); column++) {
        System.arraycopy(bias, block * BLOCK, sums, 0, BLOCK);
        add(input, inputAt + shape.stride() * (row * shape.inputPitch() + column), block, sums);
        int to = outputAt + row * shape.outputPitch() + column * shape.outputPixel();
        store(sums, output, to + block * BLOCK, channels);
      }
    }
  }

  private void add(float[] input, int from, int block, float[] sums) {
    int weight = block * window() * BLOCK;
    for (int c = 0; c < shape.inputChannels(); c++) {
      for (int i = 0; i < shape.kernelHeight(); i++) {
        int row = from + c * shape.inputPlane() + i * shape.inputPitch();
        for (int j = 0; j < shape.kernelWidth(); j++) {
          multiply(input[row + j], packed, weight, sums);
          weight += BLOCK;
        }
      }
    }
  }

  private static void multiply(float x, float[] weights, int from, float[] sums) {
    for (int o = 0; o < BLOCK; o++) {
      sums[o] += x * weights[from + o];
    }
  }

  private void store(float[] sums, byte[] output, int to, int channels) {
    for (int o = 0; o < channels; o++) {
      int code = Rounding.rint(sums[o] / shape.scale()) + shape.zeroPoint();
      output[to + o] = (byte) Rounding.clamp(code, shape.low());
    }
  }
}
