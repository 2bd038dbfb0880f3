package org.resnet4j.assembler.kernel;

import java.util.Optional;
import java.util.function.Function;
import org.resnet4j.assembler.kernel.EpilogueCode.Conversion;
import org.resnet4j.assembler.kernel.TileCode.Geometry;
import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.x86.Assembler;

/**
 * All that a kernel's code is a function of; equal plans have the same code.
 *
 * @param masked whether the last block of output channels is not full
 * @param next what is fetched of the next block
 */
record KernelPlan(
    CodeTarget target,
    Geometry geometry,
    Product product,
    Conversion conversion,
    boolean masked,
    NextWeights next) {

  /** Instructions that multiply, in one call: a tenth of a millisecond or two. */
  private static final int PRODUCTS = 500_000;

  ParameterBlock block() {
    return geometry.block(target, product, !(conversion instanceof Conversion.Scale));
  }

  /** The code; nothing if the processor has no masks and needs them, or it cannot be placed. */
  Optional<TileGrid> grid(Function<byte[], Optional<KernelCode>> place) {
    if (masked && !target.masks()) {
      return Optional.empty();
    }
    var tiles = geometry.plan();
    var whole = place.apply(code(tiles.rows()));
    var last = tiles.lastRows() == tiles.rows() ? whole : place.apply(code(tiles.lastRows()));
    if (whole.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    int width = tiles.widths().stream().mapToInt(Integer::intValue).sum();
    long products =
        (long) geometry.steps().count()
            * product.words()
            * geometry.vectors()
            * tiles.rows()
            * width;
    int most = (int) Math.max(1, PRODUCTS / products);
    return Optional.of(new TileGrid(target.name(), tiles, whole.get(), last.get(), most, next));
  }

  private byte[] code(int rows) {
    var code = new Assembler(target.extension());
    var epilogue = new EpilogueCode(code, target, block(), conversion, masked);
    return new TileCode(code, target, geometry, product, block(), epilogue).write(rows, next);
  }
}
