package org.resnet4j.assembler.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.int8.kernel.MaxPoolKernel;
import org.resnet4j.int8.kernel.MaxPoolShape;

/** Max pooling in machine code. */
final class MachineMaxPool implements MaxPoolKernel {
  private final MaxPoolShape shape;
  private final String name;
  private final KernelCode code;
  private final int inputReach;
  private final int outputReach;

  MachineMaxPool(MaxPoolShape shape, String name, KernelCode code) {
    this.shape = shape;
    this.name = name;
    this.code = code;
    this.inputReach =
        ((shape.outputHeight() - 1) * shape.stride() + shape.kernelHeight() - 1)
                * shape.inputPitch()
            + ((shape.outputWidth() - 1) * shape.stride() + shape.kernelWidth() - 1)
                * shape.inputPixel()
            + shape.channels();
    this.outputReach =
        (shape.outputHeight() - 1) * shape.outputPitch()
            + (shape.outputWidth() - 1) * shape.outputPixel()
            + shape.channels();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(byte[] input, int inputAt, byte[] output, int outputAt, int fromRow, int toRow) {
    Objects.checkFromIndexSize(inputAt, inputReach, input.length);
    Objects.checkFromIndexSize(outputAt, outputReach, output.length);
    run(
        MemorySegment.ofArray(input),
        inputAt,
        MemorySegment.ofArray(output),
        outputAt,
        fromRow,
        toRow);
  }

  /** The same on any memory; offsets are not checked. */
  void run(
      MemorySegment input,
      long inputAt,
      MemorySegment output,
      long outputAt,
      int fromRow,
      int toRow) {
    Objects.checkFromToIndex(fromRow, toRow, shape.outputHeight());
    for (int row = fromRow; row < toRow; row++) {
      code.run(
          input,
          inputAt + (long) row * shape.stride() * shape.inputPitch(),
          MemorySegment.NULL,
          0,
          output,
          outputAt + (long) row * shape.outputPitch(),
          MemorySegment.NULL,
          1,
          0);
    }
  }
}
