package org.resnet4j.int8.portable;

import org.resnet4j.int8.kernel.IntegerWeights;
import org.resnet4j.int8.kernel.LinearKernel;
import org.resnet4j.int8.kernel.LinearShape;

/** A linear layer, one output after another. */
record PortableLinear(LinearShape shape, IntegerWeights weights) implements LinearKernel {
  private static final int BLOCK = 64;

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public int blocks() {
    return Math.ceilDiv(shape.outputs(), BLOCK);
  }

  @Override
  public void run(byte[] input, int inputAt, float[] output, int outputAt, int block) {
    int end = Math.min(shape.outputs(), (block + 1) * BLOCK);
    for (int k = block * BLOCK; k < end; k++) {
      int sum = weights.bias()[k] + dot(input, inputAt, weights.bytes(), k * shape.inputs());
      output[outputAt + k] = sum * weights.scale()[k];
    }
  }

  private int dot(byte[] input, int from, byte[] bytes, int weight) {
    int sum = 0;
    for (int i = 0; i < shape.inputs(); i++) {
      sum += (input[from + i] & 0xff) * bytes[weight + i];
    }
    return sum;
  }
}
