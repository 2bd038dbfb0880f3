package org.resnet4j.assembler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ByteEpilogue;
import org.resnet4j.int8.kernel.ConvolutionKernel;

/** Convolutions in machine code give every byte that plain loops give. */
final class MachineConvolutionTest {
  private static final ByteEpilogue RELU = new ByteEpilogue.Requantise(0, 0);
  private static final ByteEpilogue ADD =
      ByteEpilogue.AddResidual.of(
          new ByteEpilogue.AddResidual.Term(0.7f, 130),
          new ByteEpilogue.AddResidual.Term(0.4f, 3),
          3,
          3);

  @BeforeEach
  void onAProcessorThatHasThem() {
    assumeTrue(
        ThisMachine.found().target().isPresent(), () -> ThisMachine.found().obstacle().get());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 14, 28, 56})
  void aBottlenecksConvolutionsAreExact(int size) {
    int channels = 16 * 56 / size;
    isExact(square(channels, 4 * channels, 1, 1, size, ADD));
    isExact(square(channels, channels, 3, 1, size, RELU));
    isExact(square(4 * channels, channels, 1, 2, size, new ByteEpilogue.Requantise(120, 0)));
  }

  @Test
  void randomShapesAreExact() {
    var random = new Random(1);
    var shapes = new RandomShapes(random);
    int computed = 0;
    for (int i = 0; i < 100; i++) {
      if (computedExactly(ConvolutionCase.random(shapes.convolution(), random))) {
        computed++;
      }
    }
    boolean masks = ThisMachine.found().target().orElseThrow().masks();
    assertThat(computed).isGreaterThan(masks ? 99 : 9); // without masks, full blocks of channels
  }

  @Test
  void operandsThatAreTooShortAreRefused() {
    var shape = square(16, 16, 3, 1, 5, RELU);
    var operands = ConvolutionCase.random(shape, new Random(1));
    try (var kernels = new MachineKernels(ThisMachine.found().target().orElseThrow())) {
      var kernel = kernels.convolution(shape, operands.weights()).orElseThrow();
      var output = new byte[operands.outputSize()];
      int tiles = kernel.tiles();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(
              () -> kernel.run(operands.input(), 1, new byte[0], 0, output, 0, 0, 0, tiles));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(
              () -> kernel.run(operands.input(), 0, new byte[0], 0, output, 1, 0, 0, tiles));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(
              () -> kernel.run(operands.input(), 0, new byte[0], 0, output, 0, 0, 0, tiles + 1));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(
              () -> kernel.run(operands.input(), 0, new byte[0], 0, output, 0, 1, 0, tiles));
    }
  }

  private static void isExact(ByteConvolutionShape shape) {
    assertThat(computedExactly(ConvolutionCase.random(shape, new Random(1)))).isTrue();
  }

  /** Whether there is a kernel; what it computes is held against plain loops. */
  private static boolean computedExactly(ConvolutionCase operands) {
    var expected = ConvolutionCase.bytes(operands.outputSize(), new Random(2));
    var output = expected.clone();
    operands.compute(expected);
    try (var kernels = new MachineKernels(ThisMachine.found().target().orElseThrow())) {
      var made = kernels.convolution(operands.shape(), operands.weights());
      if (made.isEmpty()) {
        return false;
      }
      var kernel = made.get();
      for (int block = 0; block < kernel.blocks(); block++) {
        int half = (block + kernel.tiles()) / 2 % (kernel.tiles() + 1);
        run(kernel, operands, output, block, 0, half);
        run(kernel, operands, output, block, half, kernel.tiles());
      }
      assertThat(Arrays.mismatch(output, expected)).as("%s", operands.shape()).isEqualTo(-1);
      return true;
    }
  }

  private static void run(
      ConvolutionKernel kernel,
      ConvolutionCase operands,
      byte[] output,
      int block,
      int from,
      int to) {
    kernel.run(operands.input(), 0, operands.residual(), 0, output, 0, block, from, to);
  }

  /** A square image with just the border that the window needs. */
  static ByteConvolutionShape square(
      int inputs, int outputs, int window, int stride, int size, ByteEpilogue epilogue) {
    int residual = epilogue instanceof ByteEpilogue.AddResidual ? outputs : 0;
    int padded = (size - 1) * stride + window;
    return new ByteConvolutionShape(
        inputs,
        outputs,
        window,
        window,
        stride,
        size,
        size,
        inputs,
        padded * inputs,
        outputs,
        size * outputs,
        residual,
        size * residual,
        epilogue);
  }
}
