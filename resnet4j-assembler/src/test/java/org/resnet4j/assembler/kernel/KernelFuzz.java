package org.resnet4j.assembler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.resnet4j.assembler.memory.GuardedMemory;
import org.resnet4j.assembler.memory.GuardedMemory.Touches;

/** Kernels on random shapes, with operands between pages that cannot be read. */
final class KernelFuzz {
  private final CodeTarget target;
  private final Random random;
  private final RandomShapes shapes;

  KernelFuzz(CodeTarget target, long seed) {
    this.target = target;
    this.random = new Random(seed);
    this.shapes = new RandomShapes(random);
  }

  /** One kernel of each kind, or of some. */
  void run() {
    var side = random.nextBoolean() ? Touches.THE_PAGE_BEFORE : Touches.THE_PAGE_AFTER;
    try (var kernels = new MachineKernels(target)) {
      convolution(kernels, side);
      maxPool(kernels, side);
      linear(kernels, side);
      stem(kernels, side);
    }
  }

  private void convolution(MachineKernels kernels, Touches side) {
    var operands = ConvolutionCase.random(shapes.convolution(), random);
    var made = kernels.convolution(operands.shape(), operands.weights());
    if (made.isEmpty()) {
      assertThat(target.masks()).isFalse();
      return;
    }
    var kernel = (MachineConvolution) made.get();
    var expected = ConvolutionCase.bytes(operands.outputSize(), random);
    try (var input = GuardedMemory.of(operands.input(), side);
        var residual = GuardedMemory.of(operands.residual(), side);
        var output = GuardedMemory.of(expected, side)) {
      for (int block = 0; block < kernel.blocks(); block++) {
        int half = random.nextInt(kernel.tiles() + 1);
        for (int part = 0; part < 2; part++) {
          kernel.run(
              input.memory(),
              0,
              residual.memory(),
              0,
              output.memory(),
              0,
              block,
              part == 0 ? 0 : half,
              part == 0 ? half : kernel.tiles());
        }
      }
      operands.compute(expected);
      isSame(output.bytes(), expected, operands.shape());
    }
  }

  private void maxPool(MachineKernels kernels, Touches side) {
    var operands = MaxPoolCase.random(random);
    var made = kernels.maxPool(operands.shape());
    if (made.isEmpty()) {
      assertThat(target.masks()).isFalse();
      return;
    }
    var kernel = (MachineMaxPool) made.get();
    var expected = ConvolutionCase.bytes(operands.outputSize(), random);
    try (var input = GuardedMemory.of(operands.input(), side);
        var output = GuardedMemory.of(expected, side)) {
      kernel.run(input.memory(), 0, output.memory(), 0, 0, operands.shape().outputHeight());
      operands.compute(expected);
      isSame(output.bytes(), expected, operands.shape());
    }
  }

  private void linear(MachineKernels kernels, Touches side) {
    var operands = LinearCase.random(random);
    var made = kernels.linear(operands.shape(), operands.weights());
    if (made.isEmpty()) {
      assertThat(target.masks()).isFalse();
      return;
    }
    var kernel = (MachineLinear) made.get();
    try (var input = GuardedMemory.of(operands.input(), side);
        var output = GuardedMemory.of(new float[operands.shape().outputs()], side)) {
      for (int block = 0; block < kernel.blocks(); block++) {
        kernel.run(input.memory(), 0, output.memory(), 0, block);
      }
      isSame(output.bytes(), operands.computed(), operands.shape());
    }
  }

  private void stem(MachineKernels kernels, Touches side) {
    var operands = StemCase.random(random);
    var made = kernels.stem(operands.shape(), operands.weights());
    if (made.isEmpty()) {
      assertThat(target.masks()).isFalse();
      return;
    }
    var kernel = (MachineStem) made.get();
    var before = ConvolutionCase.bytes(operands.outputSize(), random);
    try (var input = GuardedMemory.of(operands.input(), side);
        var output = GuardedMemory.of(before, side)) {
      for (int block = 0; block < kernel.blocks(); block++) {
        kernel.run(input.memory(), 0, output.memory(), 0, block, 0, kernel.tiles());
      }
      operands.check(output.bytes(), before);
    }
  }

  private static void isSame(byte[] found, byte[] expected, Object shape) {
    int different = Arrays.mismatch(found, expected);
    assertThat(different).as("first byte that differs, %s", shape).isEqualTo(-1);
  }
}
