package org.resnet4j.assembler.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.resnet4j.int8.kernel.IntegerWeights;
import org.resnet4j.int8.kernel.LinearShape;

/** A linear layer with random operands, and what plain loops make of them. */
record LinearCase(LinearShape shape, IntegerWeights weights, byte[] input) {

  static LinearCase random(Random random) {
    int inputs = random.nextBoolean() ? 64 : 1 + random.nextInt(300);
    int outputs = random.nextBoolean() ? 64 : 1 + random.nextInt(150);
    return of(inputs, outputs, random);
  }

  static LinearCase of(int inputs, int outputs, Random random) {
    var bias = random.ints(outputs, -100_000, 100_000).toArray();
    var scale = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      scale[i] = random.nextFloat();
    }
    var bytes = ConvolutionCase.bytes(inputs * outputs, random);
    return new LinearCase(
        new LinearShape(inputs, outputs),
        new IntegerWeights(bytes, bias, scale),
        ConvolutionCase.bytes((inputs + 3) / 4 * 4, random));
  }

  /** The floats as they lie in memory. */
  byte[] computed() {
    var floats = ByteBuffer.allocate(4 * shape.outputs()).order(ByteOrder.LITTLE_ENDIAN);
    for (int output = 0; output < shape.outputs(); output++) {
      int sum = weights.bias()[output];
      for (int i = 0; i < shape.inputs(); i++) {
        sum += (input[i] & 255) * weights.bytes()[output * shape.inputs() + i];
      }
      floats.putFloat(sum * weights.scale()[output]);
    }
    return floats.array();
  }
}
