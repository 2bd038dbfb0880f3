package org.resnet4j.int8.portable;

import java.util.Optional;
import org.resnet4j.int8.kernel.*;

/** A kernel for every shape, in plain loops, which the compiler may vectorise. */
public final class PortableKernels implements KernelSet {
  @Override
  public Optional<ConvolutionKernel> convolution(
      ByteConvolutionShape shape, IntegerWeights weights) {
    return Optional.of(new PortableConvolution(shape, weights));
  }

  @Override
  public Optional<FloatStemKernel> stem(StemShape shape, FloatWeights weights) {
    return Optional.of(new PortableStem(shape, weights));
  }

  @Override
  public Optional<MaxPoolKernel> maxPool(MaxPoolShape shape) {
    return Optional.of(new PortableMaxPool(shape));
  }

  @Override
  public Optional<LinearKernel> linear(LinearShape shape, IntegerWeights weights) {
    return Optional.of(new PortableLinear(shape, weights));
  }

  /** Does nothing: they are Java's own memory. */
  @Override
  public void close() {}
}
