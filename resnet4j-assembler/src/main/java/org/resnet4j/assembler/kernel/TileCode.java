package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.assembler.kernel.TilePlan.Run;
import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorInstruction;

/**
 * Writes a convolution's code: for each group of rows its tiles, for each tile the sums, which
 * begin with the bias, and then the epilogue. Called as {@link KernelCode} says, by the rules of
 * the System V ABI.
 */
final class TileCode {
  private static final GeneralRegister INPUT = RDI;
  private static final GeneralRegister RESIDUAL = RDX;
  private static final GeneralRegister OUTPUT = R8;
  private static final GeneralRegister PARAMETERS = R10;
  private static final GeneralRegister GROUPS = R11;
  private static final GeneralRegister TILES = R12;

  private final CodeTarget target;
  private final Geometry geometry;
  private final Product product;
  private final ParameterBlock block;
  private final EpilogueCode epilogue;
  private final Assembler code;

  /**
   * Where pixels lie, in bytes.
   *
   * @param plan how the image is cut
   * @param steps the order of a sum's factors
   * @param vectors of channels
   * @param input from a pixel's window to the next, across and down
   * @param output from a pixel to the next
   * @param residual the same
   */
  record Geometry(
      TilePlan plan, Steps steps, int vectors, Stride input, Stride output, Stride residual) {

    /** How parameters lie; channels are dealt to vectors where sums become bytes. */
    ParameterBlock block(CodeTarget target, Product product, boolean dealt) {
      int words = steps.count() * product.words();
      return new ParameterBlock(target.width().bytes(), vectors, words, dealt);
    }
  }

  /** Bytes from a pixel to its neighbour. */
  record Stride(int across, int down) {
    static final Stride NONE = new Stride(0, 0);

    /** Offsets of the pixels of a tile. */
    List<Integer> pixels(int width, int rows) {
      var pixels = new ArrayList<Integer>();
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < width; x++) {
          pixels.add(y * down + x * across);
        }
      }
      return pixels;
    }
  }

  TileCode(
      Assembler code,
      CodeTarget target,
      Geometry geometry,
      Product product,
      ParameterBlock block,
      EpilogueCode epilogue) {
    this.code = code;
    this.target = target;
    this.geometry = geometry;
    this.product = product;
    this.block = block;
    this.epilogue = epilogue;
  }

  /** All of it, for groups of so many rows. */
  byte[] write(int rows, NextWeights next) {
    var general = code.general();
    general.mov(PARAMETERS, at(RSP, 8));
    general.mov(GROUPS, at(RSP, 16));
    general.mov(RAX, at(RSP, 24));
    general.push(RBX);
    general.push(TILES);
    general.push(NextWeights.CURSOR);
    general.mov(NextWeights.CURSOR, RAX);
    general.add(INPUT, RSI);
    general.add(RESIDUAL, RCX);
    general.add(OUTPUT, R9);
    epilogue.begin(PARAMETERS);
    var start = new Label();
    general.bind(start);
    geometry.plan.runs().forEach(run -> run(run, rows, next));
    int width = geometry.plan.widths().stream().mapToInt(Integer::intValue).sum();
    nextGroup(INPUT, geometry.input, width, rows);
    nextGroup(RESIDUAL, geometry.residual, width, rows);
    nextGroup(OUTPUT, geometry.output, width, rows);
    general.dec(GROUPS);
    general.jump(Condition.NOT_ZERO, start);
    code.vzeroupper();
    general.pop(NextWeights.CURSOR);
    general.pop(TILES);
    general.pop(RBX);
    general.ret();
    return code.code();
  }

  private void nextGroup(GeneralRegister cursor, Stride stride, int width, int rows) {
    move(cursor, rows * stride.down - width * stride.across);
  }

  private void run(Run run, int rows, NextWeights next) {
    var start = new Label();
    if (run.tiles() > 1) {
      code.general().mov(TILES, run.tiles());
      code.general().bind(start);
    }
    tile(run.width(), rows, next);
    move(INPUT, run.width() * geometry.input.across);
    move(RESIDUAL, run.width() * geometry.residual.across);
    move(OUTPUT, run.width() * geometry.output.across);
    if (run.tiles() > 1) {
      code.general().dec(TILES);
      code.general().jump(Condition.NOT_ZERO, start);
    }
  }

  private void tile(int width, int rows, NextWeights next) {
    var pixels = geometry.input.pixels(width, rows);
    for (int i = 0; i < pixels.size() * geometry.vectors; i++) {
      var bias = at(PARAMETERS, block.bias(i % geometry.vectors));
      code.emit(VectorInstruction.VMOVUPS, target.register(i), bias);
    }
    var sums = new SumLoops(code, target, product, block, PARAMETERS);
    sums.write(geometry.steps, INPUT, pixels, next);
    epilogue.write(
        new EpilogueCode.Places(
            PARAMETERS,
            OUTPUT,
            geometry.output.pixels(width, rows),
            RESIDUAL,
            geometry.residual.pixels(width, rows)));
  }

  private void move(GeneralRegister cursor, int bytes) {
    if (bytes != 0) {
      code.general().add(cursor, bytes);
    }
  }
}
