package org.resnet4j.vector.kernel.microkernel.generator;

import static org.resnet4j.vector.kernel.microkernel.generator.Tile.plus;

/** The register blocks of {@code RowKernel}: rows by one or two output blocks. */
final class RowBlocks {
  /** Floats from one row to the next where the inputs of a row lie one after the other. */
  private static final int WIDTH = 128;

  private static final String LOCAL =
      "Written out because the\n"
          + "compiler keeps vectors in registers only where they are local variables.";

  private RowBlocks() {}

  /** The large block: for the processors of {@code registers} registers. */
  static BlockSource large(int rows, int registers) {
    BlockSource source =
        new BlockSource(
            "RowBlock" + rows,
            """
            The large register block of {@code RowKernel} where there are %d registers: %d rows by
            one or two output blocks. %s
            """
                .formatted(registers, rows, LOCAL));
    source.constant("Floats from one row to the next in {@link #rowwise}.", "int WIDTH = " + WIDTH);
    Tile pair = new Tile(rows, 2);
    Tile single = new Tile(rows, 1);
    String parameters = "float[] a, int ao, int blocks, int blockStride, float[] b, int bo";
    return source
        .method(
            "Two output blocks, the weights of the second {@code second} floats after the first's.",
            "x2",
            parameters + ", int second, float[] c, int co, int cs",
            pair.zeros() + indexed(pair) + stores(pair))
        .method(
            """
            As {@link #x2}, and {@code f} says what is done with the sums. Written out as well: a
            method for a row would not be inlined so often.
            """,
            "finished",
            parameters + ", int second, BlockEpilogue f",
            pair.zeros() + indexed(pair) + epilogue(pair))
        .method(
            """
            As {@link #finished}, where {@code count} inputs of a row lie one after the other and
            the rows {@link #WIDTH} floats apart: the loop's variable is the index, there is nothing
            to check or to add up in the loop.
            """,
            "rowwise",
            "float[] a, int ao, int count, float[] b, int bo, int second, BlockEpilogue f",
            pair.zeros() + rowwise(pair) + epilogue(pair))
        .method(
            "One output block.",
            "x1",
            parameters + ", float[] c, int co",
            single.zeros() + indexed(single) + stores(single));
  }

  /** The small block that takes the rows that are left, where there are 32 registers. */
  static BlockSource small(int rows) {
    Tile pair = new Tile(rows, 2);
    Tile single = new Tile(rows, 1);
    String parameters = "float[] a, int ao, int blocks, int blockStride, float[] b, int bo";
    return new BlockSource(
            "RowBlock" + rows,
            """
            The small register block of {@code RowKernel} where there are 32 registers: %d rows by
            one or two output blocks. %s
            """
                .formatted(rows, LOCAL))
        .method(
            "Two output blocks, the weights of the second {@code second} floats after the first's.",
            "x2",
            parameters + ", int second, float[] c, int co, int cs",
            pair.zeros() + stepped(pair) + stores(pair))
        .method(
            "One output block.",
            "x1",
            parameters + ", float[] c, int co",
            single.zeros() + stepped(single) + stores(single));
  }

  /** A tall block of one output block, where there are 32 registers. */
  static BlockSource tall(int rows) {
    Tile single = new Tile(rows, 1);
    return new BlockSource(
            "RowBlock" + rows,
            """
            %d rows by one output block, where there are 32 registers: a single block of few
            channels has so short sums that beginning and ending them counts.
            """
                .formatted(rows))
        .constant("Rows of the block.", "int ROWS = " + rows)
        .method(
            "One output block.",
            "x1",
            "float[] a, int ao, int blocks, int blockStride, float[] b, int bo, float[] c, int co",
            single.zeros() + stepped(single) + stores(single));
  }

  /** Over blocks of inputs, whose indices are computed from the loops' variables. */
  private static String indexed(Tile tile) {
    return """
    for (int k = 0; k < blocks; k++) {
    int from = ao + k * blockStride;
    int weights = bo + k * LANES * LANES;
    for (int l = 0; l < LANES; l++) {
    """
        + tile.columns(
            c ->
                "FloatVector %s = fromArray(SPECIES, b, weights%s + l * LANES);"
                    .formatted(c, c.equals("q") ? " + second" : ""))
        + tile.products(row -> broadcast(plus("from + l", row, "LANES")))
        + "}\n}\n";
  }

  /** Over blocks of inputs, by parameters that step along. */
  private static String stepped(Tile tile) {
    return """
    for (int k = 0; k < blocks; k++) {
    for (int l = 0; l < LANES; l++) {
    """
        + tile.columns(
            c ->
                "FloatVector %s = fromArray(SPECIES, b, bo%s);"
                    .formatted(c, c.equals("q") ? " + second" : ""))
        + tile.products(row -> broadcast(plus("ao + l", row, "LANES")))
        + """
        bo += LANES;
        }
        ao += blockStride;
        }
        """;
  }

  /** Over the inputs of a row. */
  private static String rowwise(Tile tile) {
    return """
    int weights = bo - ao * LANES;
    int others = weights + second;
    int end = ao + count;
    for (int i = ao; i < end; i++) {
    FloatVector p = fromArray(SPECIES, b, weights + i * LANES);
    FloatVector q = fromArray(SPECIES, b, others + i * LANES);
    """
        + tile.products(row -> broadcast(plus("i", row, "WIDTH")))
        + "}\n";
  }

  private static String broadcast(String index) {
    return "broadcast(SPECIES, a[" + index + "])";
  }

  private static String stores(Tile tile) {
    return tile.byColumn(
        Tile.store((row, c) -> plus(c.equals("q") ? "co + cs" : "co", row, "LANES")));
  }

  /** y = max(sum + bias + rest, least). */
  private static String epilogue(Tile tile) {
    return """
    FloatVector bp = fromArray(SPECIES, f.bias, f.biasAt);
    FloatVector bq = fromArray(SPECIES, f.bias, f.biasAt + LANES);
    FloatVector least = fromArray(SPECIES, f.least, 0);
    float[] rest = f.from;
    int rp = f.fromAt;
    int rq = f.fromAt + f.fromBlock;
    int step = f.fromStep;
    float[] y = f.y;
    int yp = f.yAt;
    int yq = f.yAt + f.yBlock;
    FloatVector v;
    """
        + tile.byColumn(
            (row, c) ->
                """
                v = c%d%s.add(b%s).add(fromArray(SPECIES, rest, %s));
                v.blend(least, v.compare(LT, least)).intoArray(y, %s);\
                """
                    .formatted(row, c, c, plus("r" + c, row, "step"), plus("y" + c, row, "LANES")));
  }
}
