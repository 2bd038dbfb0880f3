package org.resnet4j.vector.kernel.microkernel.generator;

import static org.resnet4j.vector.kernel.microkernel.generator.Tile.number;
import static org.resnet4j.vector.kernel.microkernel.generator.Tile.plus;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The register blocks of the first layer: {@code StemKernel} and {@code StemGradientKernel}. */
final class StemBlocks {
  private StemBlocks() {}

  static BlockSource forward() {
    BlockSource source =
        new BlockSource(
            "StemBlock",
            """
            The register blocks of {@code StemKernel}: 14 or 6 neighbouring pixels by two or one
            output blocks.
            """);
    for (int rows : new int[] {14, 6}) {
      add(add(source, new Tile(rows, 2)), new Tile(rows, 1));
    }
    return source;
  }

  private static BlockSource add(BlockSource source, Tile tile) {
    boolean pair = tile.columns() == 2;
    return source.method(
        "%d pixels by %s.".formatted(tile.rows(), pair ? "two output blocks" : "one output block"),
        "rows%dx%d".formatted(tile.rows(), tile.columns()),
        "float[] a, int ao, int[] taps, float[] b, int bo, float[] c, int co"
            + (pair ? ", int cs" : ""),
        tile.zeros()
            + "for (int e = 0; e < taps.length; e++) {\n"
            + "int i = ao + taps[e];\n"
            + "int j = bo + e * "
            + (pair ? "2 * LANES" : "LANES")
            + ";\n"
            + tile.columns(
                c ->
                    "FloatVector %s = fromArray(SPECIES, b, %s);"
                        .formatted(c, plus("j", number(c), "LANES")))
            + tile.products(row -> "broadcast(SPECIES, a[i" + (row == 0 ? "" : " + " + row) + "])")
            + "}\n"
            + tile.byColumn(
                Tile.store((row, c) -> plus(plus("co", number(c), "cs"), row, "LANES"))));
  }

  static BlockSource gradient() {
    BlockSource source =
        new BlockSource(
            "StemGradientBlock",
            """
            The register blocks of {@code StemGradientKernel}: eight taps, each of which reads
            neighbouring floats from where a table says, by two or one output blocks.
            """);
    return addGradient(addGradient(source, new Tile(8, 2)), new Tile(8, 1));
  }

  private static BlockSource addGradient(BlockSource source, Tile tile) {
    boolean pair = tile.columns() == 2;
    return source.method(
        "Eight taps by %s.".formatted(pair ? "two output blocks" : "one output block"),
        "taps%dx%d".formatted(tile.rows(), tile.columns()),
        "float[] a, int ao, int[] taps, int e, int n, float[] d, int dO, %sfloat[] c, int co, int cs"
            .formatted(pair ? "int ds, " : ""),
        tile.zeros()
            + IntStream.range(0, tile.rows())
                .mapToObj(
                    row ->
                        "int a%d = ao + taps[%s];\n".formatted(row, row == 0 ? "e" : "e + " + row))
                .collect(Collectors.joining())
            + "for (int t = 0; t < n; t++) {\n"
            + tile.columns(
                c ->
                    "FloatVector %s = fromArray(SPECIES, d, %s);"
                        .formatted(c, plus("dO + t * LANES", number(c), "ds")))
            + tile.products(row -> "broadcast(SPECIES, a[a%d + t])".formatted(row))
            + "}\n"
            + tile.byRow(
                Tile.addAndStore((row, c) -> plus(plus("co", row, "cs"), number(c), "LANES"))));
  }
}
