package org.resnet4j.int8.kernel;

import java.util.Optional;

/**
 * The kernels of one network. Each method makes a kernel for a shape with its weights, or gives
 * nothing where the set has none for it; then plain loops compute it. Made on one thread; what it
 * made is for several threads at once.
 */
public interface KernelSet extends AutoCloseable {
  /** Bytes to bytes. */
  default Optional<ConvolutionKernel> convolution(
      ByteConvolutionShape shape, IntegerWeights weights) {
    return Optional.empty();
  }

  /** Floats to bytes: the first layer. */
  default Optional<FloatStemKernel> stem(StemShape shape, FloatWeights weights) {
    return Optional.empty();
  }

  /** The largest of each window of bytes. */
  default Optional<MaxPoolKernel> maxPool(MaxPoolShape shape) {
    return Optional.empty();
  }

  /** Bytes to floats: the last layer. */
  default Optional<LinearKernel> linear(LinearShape shape, IntegerWeights weights) {
    return Optional.empty();
  }

  /** Frees what the kernels are made of; none of them is called after that. */
  @Override
  void close();
}
