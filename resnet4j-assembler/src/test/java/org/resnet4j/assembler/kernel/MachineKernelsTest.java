package org.resnet4j.assembler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.resnet4j.assembler.processor.Cpuid;
import org.resnet4j.assembler.x86.VectorExtension;
import org.resnet4j.assembler.x86.VectorRegister.Width;
import org.resnet4j.int8.kernel.KernelProvider;

/** Kernels of all kinds give what plain loops give, and touch nothing else. */
final class MachineKernelsTest {
  /** What is made for 16 short registers, in the encoding that this machine has. */
  private static final CodeTarget NARROW =
      new CodeTarget("narrow", VectorExtension.AVX512, Width.YMM, 16, false, Product.BYTES);

  @BeforeEach
  void onAProcessorThatHasThem() {
    assumeTrue(
        ThisMachine.found().target().isPresent(), () -> ThisMachine.found().obstacle().get());
  }

  @Test
  void randomKernelsAreRightBetweenPagesThatCannotBeRead() {
    var fuzz = new KernelFuzz(ThisMachine.found().target().orElseThrow(), 1);
    for (int i = 0; i < 200; i++) {
      fuzz.run();
    }
  }

  @Test
  void shortRegistersAreRightToo() {
    assumeTrue(ThisMachine.found().target().get() == CodeTarget.AVX512_VNNI);
    var fuzz = new KernelFuzz(NARROW, 2);
    for (int i = 0; i < 100; i++) {
      fuzz.run();
    }
  }

  /** Processors with AVX-512 often have the encoding of those without, too. */
  @Test
  void kernelsForProcessorsWithoutAvx512AreRight() {
    assumeTrue(Cpuid.features().orElseThrow().avxVnni(), "the processor has no AVX-VNNI");
    var fuzz = new KernelFuzz(CodeTarget.AVX_VNNI, 7);
    for (int i = 0; i < 200; i++) {
      fuzz.run();
    }
  }

  @Test
  void kernelsForProcessorsWithoutDotProductsOfBytesAreRight() {
    assumeTrue(Cpuid.features().orElseThrow().avx2(), "the processor has no AVX2");
    var fuzz = new KernelFuzz(CodeTarget.AVX2, 8);
    for (int i = 0; i < 200; i++) {
      fuzz.run();
    }
  }

  @Test
  void codeForOlderVectorsUsesNothingElse() {
    var random = new Random(6);
    var shapes = new RandomShapes(random);
    int written = 0;
    for (int i = 0; i < 100; i++) {
      var operands = ConvolutionCase.random(shapes.convolution(), random);
      var convolution = new ByteConvolution(operands.shape(), operands.weights());
      var codes = new ArrayList<byte[]>();
      // the assembler refuses what takes AVX-512
      convolution.plan(CodeTarget.AVX_VNNI).grid(code -> noted(codes, code));
      convolution.plan(CodeTarget.AVX2).grid(code -> noted(codes, code));
      written += codes.size();
    }
    assertThat(written).isGreaterThan(10);
  }

  private static Optional<KernelCode> noted(List<byte[]> codes, byte[] code) {
    codes.add(code);
    return Optional.empty();
  }

  @Test
  @Tag("slow")
  void aHundredThousandRandomKernelsAreRight() {
    var fuzz = new KernelFuzz(ThisMachine.found().target().orElseThrow(), 3);
    for (int i = 0; i < 100_000 / 4; i++) {
      fuzz.run();
    }
  }

  @Test
  void arraysInTheHeapAreComputedAsMemoryIs() {
    var random = new Random(4);
    try (var kernels = new MachineKernels(ThisMachine.found().target().orElseThrow())) {
      for (int i = 0; i < 20; i++) {
        pool(kernels, having(() -> MaxPoolCase.random(random), c -> kernels.maxPool(c.shape())));
        linear(
            kernels,
            having(() -> LinearCase.random(random), c -> kernels.linear(c.shape(), c.weights())));
        stem(
            kernels,
            having(() -> StemCase.random(random), c -> kernels.stem(c.shape(), c.weights())));
      }
    }
  }

  /** A case for which there is a kernel; without masks there is none for odd channels. */
  private static <T> T having(Supplier<T> random, Function<T, Optional<?>> kernel) {
    return Stream.generate(random)
        .limit(1000)
        .filter(found -> kernel.apply(found).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static void pool(MachineKernels kernels, MaxPoolCase operands) {
    var expected = new byte[operands.outputSize() + 1];
    var output = expected.clone();
    operands.compute(expected);
    var kernel = kernels.maxPool(operands.shape()).orElseThrow();
    kernel.run(operands.input(), 0, output, 0, 0, operands.shape().outputHeight());
    assertThat(output).isEqualTo(expected);
  }

  private static void linear(MachineKernels kernels, LinearCase operands) {
    var kernel = kernels.linear(operands.shape(), operands.weights()).orElseThrow();
    var output = new float[operands.shape().outputs()];
    for (int block = 0; block < kernel.blocks(); block++) {
      kernel.run(operands.input(), 0, output, 0, block);
    }
    var bytes = ByteBuffer.allocate(4 * output.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(output);
    assertThat(bytes.array()).isEqualTo(operands.computed());
  }

  private static void stem(MachineKernels kernels, StemCase operands) {
    var kernel = kernels.stem(operands.shape(), operands.weights()).orElseThrow();
    var output = new byte[operands.outputSize()];
    for (int block = 0; block < kernel.blocks(); block++) {
      kernel.run(operands.input(), 0, output, 0, block, 0, kernel.tiles());
    }
    operands.check(output, new byte[output.length]);
  }

  @Test
  void kernelsOfAClosedSetAreNotCalled() {
    var operands = LinearCase.of(30, 64, new Random(5));
    var kernels = new MachineKernels(ThisMachine.found().target().orElseThrow());
    var kernel = kernels.linear(operands.shape(), operands.weights()).orElseThrow();
    kernels.close();
    var output = new float[operands.shape().outputs()];
    assertThatIllegalStateException()
        .isThrownBy(() -> kernel.run(operands.input(), 0, output, 0, 0))
        .withMessageContaining("closed");
  }

  @Test
  void theyAreFoundAsAService() {
    var provider =
        ServiceLoader.load(KernelProvider.class).stream()
            .filter(found -> found.type() == MachineCodeProvider.class)
            .findFirst()
            .orElseThrow()
            .get();
    assertThat(provider.obstacle()).isEmpty();
    assertThat(provider.description()).startsWith("machine code, AVX");
    try (var kernels = provider.open()) {
      assertThat(kernels).isInstanceOf(MachineKernels.class);
    }
  }
}
