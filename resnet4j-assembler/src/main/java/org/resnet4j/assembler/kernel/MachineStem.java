package org.resnet4j.assembler.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.assembler.parameters.BlockMemory;
import org.resnet4j.int8.kernel.FloatStemKernel;
import org.resnet4j.int8.kernel.StemShape;

/** The first convolution in machine code. Its tiles are the groups of rows of its plan. */
final class MachineStem implements FloatStemKernel {
  private final StemShape shape;
  private final TileGrid grid;
  private final BlockMemory parameters;
  private final int inputReach;
  private final int outputReach;

  MachineStem(StemShape shape, TileGrid grid, BlockMemory parameters) {
    this.shape = shape;
    this.grid = grid;
    this.parameters = parameters;
    this.inputReach =
        (shape.inputChannels() - 1) * shape.inputPlane()
            + ((shape.outputHeight() - 1) * shape.stride() + shape.kernelHeight() - 1)
                * shape.inputPitch()
            + (shape.outputWidth() - 1) * shape.stride()
            + shape.kernelWidth();
    this.outputReach =
        (shape.outputHeight() - 1) * shape.outputPitch()
            + (shape.outputWidth() - 1) * shape.outputPixel()
            + shape.outputChannels();
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
  public int tiles() {
    return grid.plan().groups();
  }

  @Override
  public void run(
      float[] input,
      int inputAt,
      byte[] output,
      int outputAt,
      int block,
      int fromTile,
      int toTile) {
    Objects.checkFromIndexSize(inputAt, inputReach, input.length);
    Objects.checkFromIndexSize(outputAt, outputReach, output.length);
    run(
        MemorySegment.ofArray(input),
        4L * inputAt,
        MemorySegment.ofArray(output),
        outputAt,
        block,
        fromTile,
        toTile);
  }

  /** The same on any memory, from bytes on; offsets are not checked. */
  void run(
      MemorySegment input,
      long inputAt,
      MemorySegment output,
      long outputAt,
      int block,
      int fromTile,
      int toTile) {
    Objects.checkFromToIndex(fromTile, toTile, tiles());
    var memory = parameters.block(block);
    int channel = block * parameters.perBlock();
    int rows = grid.plan().rows();
    grid.run(
        fromTile,
        toTile,
        (code, tile, groups) -> {
          long row = (long) tile * rows;
          code.run(
              input,
              inputAt + 4 * row * shape.stride() * shape.inputPitch(),
              MemorySegment.NULL,
              0,
              output,
              outputAt + channel + row * shape.outputPitch(),
              memory,
              groups,
              0);
        });
  }
}
