package org.resnet4j.int8.execution;

import java.util.Optional;
import org.resnet4j.int8.kernel.*;
import org.resnet4j.int8.portable.PortableKernels;

/** For each shape the kernel of a set, or plain loops where it has none. */
final class Kernels implements AutoCloseable {
  private final Optional<KernelSet> first;
  private final KernelSet portable = new PortableKernels();

  Kernels(Optional<KernelSet> first) {
    this.first = first;
  }

  ConvolutionKernel convolution(ByteConvolutionShape shape, IntegerWeights weights) {
    return first
        .flatMap(set -> set.convolution(shape, weights))
        .or(() -> portable.convolution(shape, weights))
        .orElseThrow();
  }

  FloatStemKernel stem(StemShape shape, FloatWeights weights) {
    return first
        .flatMap(set -> set.stem(shape, weights))
        .or(() -> portable.stem(shape, weights))
        .orElseThrow();
  }

  MaxPoolKernel maxPool(MaxPoolShape shape) {
    return first.flatMap(set -> set.maxPool(shape)).or(() -> portable.maxPool(shape)).orElseThrow();
  }

  LinearKernel linear(LinearShape shape, IntegerWeights weights) {
    return first
        .flatMap(set -> set.linear(shape, weights))
        .or(() -> portable.linear(shape, weights))
        .orElseThrow();
  }

  @Override
  public void close() {
    first.ifPresent(KernelSet::close);
  }
}
