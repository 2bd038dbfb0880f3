package org.resnet4j.assembler.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.resnet4j.assembler.parameters.BlockMemory;
import org.resnet4j.int8.kernel.ByteConvolutionShape;
import org.resnet4j.int8.kernel.ConvolutionKernel;

/** A convolution in machine code. Its tiles are the groups of rows of its plan. */
final class MachineConvolution implements ConvolutionKernel {
  private final ByteConvolutionShape shape;
  private final TileGrid grid;
  private final BlockMemory parameters;
  private final int inputReach;
  private final int residualReach;
  private final int outputReach;

  MachineConvolution(ByteConvolutionShape shape, TileGrid grid, BlockMemory parameters) {
    this.shape = shape;
    this.grid = grid;
    this.parameters = parameters;
    this.inputReach =
        ((shape.outputHeight() - 1) * shape.stride() + shape.kernelHeight() - 1)
                * shape.inputPitch()
            + ((shape.outputWidth() - 1) * shape.stride() + shape.kernelWidth() - 1)
                * shape.inputPixel()
            + (shape.inputChannels() + 3) / 4 * 4;
    this.residualReach = reach(shape.residualPitch(), shape.residualPixel());
    this.outputReach = reach(shape.outputPitch(), shape.outputPixel());
  }

  /** Bytes from an image's first to its last. */
  private int reach(int pitch, int pixel) {
    return (shape.outputHeight() - 1) * pitch
        + (shape.outputWidth() - 1) * pixel
        + (pixel == 0 ? 0 : shape.outputChannels());
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
      byte[] input,
      int inputAt,
      byte[] residual,
      int residualAt,
      byte[] output,
      int outputAt,
      int block,
      int fromTile,
      int toTile) {
    Objects.checkFromIndexSize(inputAt, inputReach, input.length);
    Objects.checkFromIndexSize(residualAt, residualReach, residual.length);
    Objects.checkFromIndexSize(outputAt, outputReach, output.length);
    var in = MemorySegment.ofArray(input);
    run(
        in,
        inputAt,
        residual == input ? in : MemorySegment.ofArray(residual),
        residualAt,
        output == input ? in : MemorySegment.ofArray(output),
        outputAt,
        block,
        fromTile,
        toTile);
  }

  /** The same on any memory; offsets are not checked. */
  void run(
      MemorySegment input,
      long inputAt,
      MemorySegment residual,
      long residualAt,
      MemorySegment output,
      long outputAt,
      int block,
      int fromTile,
      int toTile) {
    Objects.checkFromToIndex(fromTile, toTile, tiles());
    int rows = grid.plan().rows();
    var memory = parameters.block(block);
    int channel = block * parameters.perBlock();
    grid.run(
        fromTile,
        toTile,
        (code, tile, groups) -> {
          long row = (long) tile * rows;
          code.run(
              input,
              inputAt + row * shape.stride() * shape.inputPitch(),
              residual,
              residualAt + channel + row * shape.residualPitch(),
              output,
              outputAt + channel + row * shape.outputPitch(),
              memory,
              groups,
              parameters.next(block) + grid.fetched(tile));
        });
  }
}
