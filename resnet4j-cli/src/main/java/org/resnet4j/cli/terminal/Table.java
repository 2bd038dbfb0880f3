package org.resnet4j.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Aligned columns of text; numbers are right-aligned. A table that would not fit a terminal has its
 * columns closer together.
 */
public final class Table {
  private static final int GAP = 2;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  /** Adds a row; a {@code Number} is written with thousands separators, 0 as an empty cell. */
  public Table row(Object... cells) {
    var row = new ArrayList<String>();
    for (var cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  public void print(PrintWriter out) {
    int columns = heads.size();
    var widths = new int[columns];
    var right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] =
          Math.max(
              heads.get(c).length(),
              rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
      right[c] =
          !rows.isEmpty()
              && rows.stream().allMatch(row -> row.get(column).matches("[0-9,.%]*"))
              && rows.stream().anyMatch(row -> !row.get(column).isEmpty());
    }
    int wide = IntStream.of(widths).sum() + GAP * (columns - 1);
    var gap = " ".repeat(wide > Lines.WIDTH ? 1 : GAP);
    line(out, heads, widths, right, gap);
    rows.forEach(row -> line(out, row, widths, right, gap));
  }

  private static void line(
      PrintWriter out, List<String> cells, int[] widths, boolean[] right, String gap) {
    var line = new StringBuilder();
    for (int c = 0; c < cells.size(); c++) {
      var space = " ".repeat(widths[c] - cells.get(c).length());
      line.append(c == 0 ? "" : gap);
      line.append(right[c] ? space + cells.get(c) : cells.get(c) + space);
    }
    out.println(line.toString().stripTrailing());
  }

  /** 25557032 as 25,557,032; 0 as an empty cell. */
  public static String text(Object cell) {
    return switch (cell) {
      case Long n when n == 0 -> "";
      case Long n -> String.format(Locale.ROOT, "%,d", n);
      default -> cell.toString();
    };
  }
}
