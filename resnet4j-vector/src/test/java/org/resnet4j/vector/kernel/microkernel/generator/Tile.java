package org.resnet4j.vector.kernel.microkernel.generator;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tile of {@code rows} × {@code columns} sums, a local variable each: c0p, c0q, c1p, … in row 0,
 * 0 and 1, columns p, q and p. Each function writes the lines that are the same for every sum.
 */
record Tile(int rows, int columns) {
  private static final String LETTERS = "pqrs";

  /** An expression for the place (row, column). */
  interface Place {
    String at(int row, String column);
  }

  /** The letters of the columns. */
  String letters() {
    return LETTERS.substring(0, columns);
  }

  /** Where a column stands among the letters. */
  static int number(String column) {
    return LETTERS.indexOf(column);
  }

  /** {@code base + n * unit}, as one writes it by hand. */
  static String plus(String base, int n, String unit) {
    return switch (n) {
      case 0 -> base;
      case 1 -> base + " + " + unit;
      default -> base + " + " + n + " * " + unit;
    };
  }

  /** Every sum begins at zero. */
  String zeros() {
    return byRow((row, column) -> "FloatVector c%d%s = zero(SPECIES);".formatted(row, column));
  }

  /**
   * The multiply-adds of a step: c[row][column] += x[row] · column.
   *
   * @param factor x of a row
   */
  String products(IntFunction<String> factor) {
    return IntStream.range(0, rows)
        .mapToObj(
            row ->
                (row == 0 ? "FloatVector x = " : "x = ")
                    + factor.apply(row)
                    + ";\n"
                    + columns(c -> "c%d%s = x.fma(%s, c%d%s);".formatted(row, c, c, row, c)))
        .collect(Collectors.joining());
  }

  /** A line for each sum, along the rows. */
  String byRow(Place line) {
    return IntStream.range(0, rows)
        .mapToObj(row -> columns(column -> line.at(row, column)))
        .collect(Collectors.joining());
  }

  /** A line for each sum, down the columns. */
  String byColumn(Place line) {
    return letters()
        .chars()
        .mapToObj(Character::toString)
        .flatMap(c -> IntStream.range(0, rows).mapToObj(row -> line.at(row, c) + "\n"))
        .collect(Collectors.joining());
  }

  /** A line for each column. */
  String columns(java.util.function.UnaryOperator<String> line) {
    return letters()
        .chars()
        .mapToObj(c -> line.apply(Character.toString(c)) + "\n")
        .collect(Collectors.joining());
  }

  /** Stores a sum at a place of {@code c}. */
  static Place store(Place place) {
    return (row, c) -> "c%d%s.intoArray(c, %s);".formatted(row, c, place.at(row, c));
  }

  /** Stores a sum and what lies there already. */
  static Place addAndStore(Place place) {
    return (row, c) -> {
      String at = place.at(row, c);
      return "c%d%s.add(fromArray(SPECIES, c, %s)).intoArray(c, %s);".formatted(row, c, at, at);
    };
  }

  /** Adds to a sum what lies there already. */
  static Place add(Place place) {
    return (row, c) ->
        "c%d%s = c%d%s.add(fromArray(SPECIES, c, %s));".formatted(row, c, row, c, place.at(row, c));
  }
}
