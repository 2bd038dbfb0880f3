package org.resnet4j.vector.kernel.microkernel.generator;

import static org.resnet4j.vector.kernel.microkernel.generator.Tile.number;
import static org.resnet4j.vector.kernel.microkernel.generator.Tile.plus;

import org.resnet4j.vector.kernel.microkernel.generator.Tile.Place;

/** The register blocks of {@code GradientKernel}: lanes of an input block by output blocks. */
final class GradientBlocks {
  private GradientBlocks() {}

  /** For vectors of 16 lanes, with 32 registers. */
  static BlockSource wide() {
    BlockSource source =
        new BlockSource(
            "GradientBlockWide",
            """
            The register blocks of {@code GradientKernel} where there are 32 registers of 16 lanes: 8
            lanes by three or two output blocks, 16 lanes by one. The more output blocks at once, the
            fewer loads for each multiply-add.
            """);
    return add(add(add(source, 8, 3), 8, 2), 16, 1);
  }

  /** For vectors of 8 and of 4 lanes, with 16 registers. */
  static BlockSource narrow() {
    BlockSource source =
        new BlockSource(
            "GradientBlockNarrow",
            """
            The register blocks of {@code GradientKernel} for vectors of 8 and of 4 lanes: all lanes
            by one output block.
            """);
    return add(add(source, 8, 1), 4, 1);
  }

  private static BlockSource add(BlockSource source, int lanes, int outputs) {
    Tile tile = new Tile(lanes, outputs);
    Place place = (row, c) -> plus(plus("co", row, "cs"), number(c), "LANES");
    // the largest tiles have no room for a second copy of their stores
    boolean large = lanes * outputs > 16 || lanes == 16;
    String end =
        large
            ? "if (add) {\n" + tile.byRow(Tile.add(place)) + "}\n"
            : "if (add) {\n" + tile.byRow(Tile.addAndStore(place)) + "return;\n}\n";
    return source.method(
        "%d lanes by %d output block%s.".formatted(lanes, outputs, outputs > 1 ? "s" : ""),
        "lanes%dx%d".formatted(lanes, outputs),
        "float[] a, int ao, float[] d, int dO, %sint rows, float[] c, int co, int cs, boolean add"
            .formatted(outputs > 1 ? "int ds, " : ""),
        tile.zeros()
            + """
            for (int t = 0; t < rows; t++) {
            int i = ao + t * LANES;
            """
            + tile.columns(
                c ->
                    "FloatVector %s = fromArray(SPECIES, d, %s);"
                        .formatted(c, plus("dO + t * LANES", number(c), "ds")))
            + tile.products(row -> "broadcast(SPECIES, a[i" + (row == 0 ? "" : " + " + row) + "])")
            + "}\n"
            + end
            + tile.byRow(Tile.store(place)));
  }
}
