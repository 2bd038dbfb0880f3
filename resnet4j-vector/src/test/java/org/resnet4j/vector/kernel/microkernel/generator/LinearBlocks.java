package org.resnet4j.vector.kernel.microkernel.generator;

import static org.resnet4j.vector.kernel.microkernel.generator.Tile.number;
import static org.resnet4j.vector.kernel.microkernel.generator.Tile.plus;

import org.resnet4j.vector.kernel.microkernel.generator.Tile.Place;

/** The register blocks of a linear layer: {@code DotKernel} and {@code OuterKernel}. */
final class LinearBlocks {
  private LinearBlocks() {}

  static BlockSource outer() {
    BlockSource source =
        new BlockSource(
            "OuterBlock",
            """
            The register blocks of {@code OuterKernel}: rows by vectors, a sum of outer products.
            """);
    for (Tile tile : new Tile[] {new Tile(6, 4), new Tile(6, 2), new Tile(1, 2), new Tile(1, 1)}) {
      add(source, tile);
    }
    return source;
  }

  private static void add(BlockSource source, Tile tile) {
    boolean rows = tile.rows() > 1;
    Place place = (row, c) -> plus(plus("co", row, "cr"), number(c), "LANES");
    source.method(
        "%s by %s.".formatted(count(tile.rows(), "row"), count(tile.columns(), "vector")),
        "outer%dx%d".formatted(tile.rows(), tile.columns()),
        "float[] a, int ao, int as, %sfloat[] b, int bo, int bs, int steps, float[] c, int co, %s"
                .formatted(rows ? "int ar, " : "", rows ? "int cr, " : "")
            + "boolean add",
        tile.zeros()
            + """
            for (int t = 0; t < steps; t++) {
            int i = ao + t * as;
            int j = bo + t * bs;
            """
            + tile.columns(
                c ->
                    "FloatVector %s = fromArray(SPECIES, b, %s);"
                        .formatted(c, plus("j", number(c), "LANES")))
            + tile.products(row -> "broadcast(SPECIES, a[" + plus("i", row, "ar") + "])")
            + "}\nif (add) {\n"
            + tile.byRow(Tile.addAndStore(place))
            + "return;\n}\n"
            + tile.byRow(Tile.store(place)));
  }

  static BlockSource dots() {
    BlockSource source =
        new BlockSource(
            "DotBlock",
            """
            The register blocks of {@code DotKernel}: dot products of rows of a with rows of b, whose
            vectors of partial sums go to {@code lanes}, one after the other.
            """);
    for (Tile tile : new Tile[] {new Tile(4, 4), new Tile(4, 2), new Tile(1, 4)}) {
      addDots(source, tile);
    }
    return source;
  }

  private static void addDots(BlockSource source, Tile tile) {
    boolean rows = tile.rows() > 1;
    source.method(
        "%s by %s; those after the last output repeat it."
            .formatted(count(tile.rows(), "row"), count(tile.columns(), "output")),
        "dots%dx%d".formatted(tile.rows(), tile.columns()),
        "float[] a, int ao, %sfloat[] b, int bo, int bk, int last, int n, float[] lanes"
            .formatted(rows ? "int ar, " : ""),
        tile.columns(
                c ->
                    c.equals("p")
                        ? "int bp = bo;"
                        : "int b%s = bo + Math.min(%d, last) * bk;".formatted(c, number(c)))
            + tile.zeros()
            + "for (int t = 0; t < n; t += LANES) {\n"
            + tile.columns(c -> "FloatVector %s = fromArray(SPECIES, b, b%s + t);".formatted(c, c))
            + tile.products(row -> "fromArray(SPECIES, a, " + plus("ao + t", row, "ar") + ")")
            + "}\n"
            + tile.byRow(
                (row, c) -> {
                  int at = row * tile.columns() + number(c);
                  return "c%d%s.intoArray(lanes, %s);".formatted(row, c, at(at));
                }));
  }

  private static String at(int vector) {
    return vector == 0 ? "0" : vector == 1 ? "LANES" : vector + " * LANES";
  }

  private static String count(int n, String word) {
    return n == 1 ? "one " + word : n + " " + word + "s";
  }
}
