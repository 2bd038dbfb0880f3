package org.resnet4j.assembler.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.assembler.parameters.BlockMemory;
import org.resnet4j.int8.kernel.LinearKernel;
import org.resnet4j.int8.kernel.LinearShape;

/** A linear layer in machine code. */
final class MachineLinear implements LinearKernel {
  private final LinearShape shape;
  private final TileGrid grid;
  private final BlockMemory parameters;

  MachineLinear(LinearShape shape, TileGrid grid, BlockMemory parameters) {
    this.shape = shape;
    this.grid = grid;
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return grid.name();
  }

  @Override
  public int blocks() {
    return parameters.blocks();
  }

  @Override
  public void run(byte[] input, int inputAt, float[] output, int outputAt, int block) {
    Objects.checkFromIndexSize(inputAt, (shape.inputs() + 3) / 4 * 4, input.length);
    Objects.checkFromIndexSize(outputAt, shape.outputs(), output.length);
    run(MemorySegment.ofArray(input), inputAt, MemorySegment.ofArray(output), 4L * outputAt, block);
  }

  /** The same on any memory, from bytes on; offsets are not checked. */
  void run(MemorySegment input, long inputAt, MemorySegment output, long outputAt, int block) {
    var memory = parameters.block(block);
    long at = outputAt + 4L * block * parameters.perBlock();
    grid.run(
        0,
        1,
        (code, tile, groups) ->
            code.run(input, inputAt, MemorySegment.NULL, 0, output, at, memory, groups, 0));
  }
}
