package org.resnet4j.assembler.kernel;

import java.util.Optional;
import org.resnet4j.assembler.processor.ProcessorFeatures;
import org.resnet4j.assembler.x86.VectorExtension;
import org.resnet4j.assembler.x86.VectorRegister;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * What code is made for.
 *
 * @param name as people call it
 * @param extension which instructions there are
 * @param width of the vectors
 * @param registers how many of them
 * @param masks whether stores and loads can leave lanes out
 * @param bytes how it multiplies bytes
 */
record CodeTarget(
    String name,
    VectorExtension extension,
    Width width,
    int registers,
    boolean masks,
    Product bytes) {
  static final CodeTarget AVX512_VNNI =
      new CodeTarget("AVX-512 VNNI", VectorExtension.AVX512, Width.ZMM, 32, true, Product.BYTES);
  static final CodeTarget AVX_VNNI =
      new CodeTarget("AVX-VNNI", VectorExtension.AVX2, Width.YMM, 16, false, Product.BYTES);
  static final CodeTarget AVX2 =
      new CodeTarget("AVX2", VectorExtension.AVX2, Width.YMM, 16, false, Product.PAIRS);

  /** The best that a processor allows; empty if it has not even AVX2. */
  static Optional<CodeTarget> of(ProcessorFeatures processor) {
    if (processor.avx512Vnni()) {
      return Optional.of(AVX512_VNNI);
    }
    if (processor.avxVnni()) {
      return Optional.of(AVX_VNNI);
    }
    return processor.avx2() ? Optional.of(AVX2) : Optional.empty();
  }

  VectorRegister register(int number) {
    return width.register(number);
  }

  /** A register that holds no sum: 0 to 3, from the end. */
  VectorRegister spare(int index) {
    return register(registers - 1 - index);
  }

  int lanes() {
    return width.lanes();
  }

  /** How many pixels have their sums in registers, each in so many vectors. */
  int pixels(int vectors) {
    return (registers - 4) / vectors;
  }
}
