package org.resnet4j.assembler.kernel;

import java.util.Random;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;

/** Shapes of convolutions as networks have them, and odd ones. */
final class RandomShapes {
  private final Random random;

  RandomShapes(Random random) {
    this.random = random;
  }

  ByteConvolutionShape convolution() {
    int inputChannels = channels();
    int outputChannels = channels();
    int inputPixel = (inputChannels + 3) / 4 * 4 + 4 * random.nextInt(3);
    int outputPixel = (outputChannels + 3) / 4 * 4 + 4 * random.nextInt(3);
    int height = one(1, 1, 3, 3, 5, 1 + random.nextInt(4));
    int width = random.nextBoolean() ? height : one(1, 3, 2);
    int stride = one(1, 1, 2, 3);
    int outputHeight = 1 + random.nextInt(9);
    int outputWidth = one(1 + random.nextInt(8), 1 + random.nextInt(40));
    int inputPitch = ((outputWidth - 1) * stride + width + random.nextInt(3)) * inputPixel;
    int outputPitch = (outputWidth + random.nextInt(3)) * outputPixel;
    var epilogue = epilogue();
    boolean adds = epilogue instanceof ByteEpilogue.AddResidual;
    int residualPixel = adds ? outputPixel + 4 * random.nextInt(2) : 0;
    return new ByteConvolutionShape(
        inputChannels,
        outputChannels,
        height,
        width,
        stride,
        outputHeight,
        outputWidth,
        inputPixel,
        inputPitch,
        outputPixel,
        outputPitch,
        residualPixel,
        (outputWidth + random.nextInt(2)) * residualPixel,
        epilogue);
  }

  private int channels() {
    return one(1 + random.nextInt(20), 16, 32, 48, 64, 128, 1 + random.nextInt(150));
  }

  private ByteEpilogue epilogue() {
    int zero = one(0, random.nextInt(256));
    int low = one(0, zero);
    if (random.nextBoolean()) {
      return new ByteEpilogue.Requantise(zero, low);
    }
    return ByteEpilogue.AddResidual.of(term(), term(), zero, low);
  }

  private ByteEpilogue.AddResidual.Term term() {
    float ratio = random.nextInt(16) == 0 ? 1e3f : 2 * random.nextFloat();
    return new ByteEpilogue.AddResidual.Term(ratio, one(0, random.nextInt(256)));
  }

  private int one(int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
