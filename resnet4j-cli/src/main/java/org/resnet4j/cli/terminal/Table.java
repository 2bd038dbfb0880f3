package org.resnet4j.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Aligned columns of text; numbers are right-aligned. A table that would not fit the terminal has
 * its columns closer together, then its words in several lines, then its columns in several blocks,
 * each of which begins with the first column.
 */
public final class Table {
  private static final int GAP = 2;
  private static final String NUMBER = "[-+0-9,.%e ±]*|–|overflow|underflow|diverged|오버플로|언더플로|발산";

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, Boolean> numbers = new HashMap<>();

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
    numbers.clear();
    return this;
  }

  public void print(PrintWriter out) {
    var all = IntStream.range(0, heads.size()).toArray();
    if (wide(all, true) <= Lines.width()) {
      print(out, all, all.length == 0 ? 0 : slack(all));
      return;
    }
    var block = new ArrayList<Integer>();
    for (int c : all) {
      block.add(c);
      if (block.size() > 2 && wide(array(block), true) > Lines.width()) {
        block.removeLast();
        print(out, array(block), 1);
        out.println();
        block = new ArrayList<>(List.of(0, c));
      }
    }
    print(out, array(block), 1);
  }

  private static int[] array(List<Integer> columns) {
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The gap between columns: smaller where they would not fit. */
  private int slack(int... columns) {
    return wide(columns, false) + (GAP - 1) * (columns.length - 1) > Lines.width() ? 1 : GAP;
  }

  /** How wide these columns are with gaps of 1. */
  private int wide(int[] columns, boolean wrapped) {
    return Arrays.stream(columns).map(c -> wrapped ? least(c) : most(c)).sum() + columns.length - 1;
  }

  private int most(int column) {
    return Math.max(
        Lines.columns(heads.get(column)),
        rows.stream().mapToInt(row -> Lines.columns(row.get(column))).max().orElse(0));
  }

  /** As narrow as its longest word; numbers are not broken. */
  private int least(int column) {
    int words = longestWord(heads.get(column));
    for (var row : rows) {
      var cell = row.get(column);
      words = Math.max(words, right(column) ? Lines.columns(cell) : longestWord(cell));
    }
    return words;
  }

  private static int longestWord(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Lines::columns).max().orElse(0);
  }

  /** Whether a column holds numbers; found once, since a deep network has thousands of rows. */
  private boolean right(int column) {
    return numbers.computeIfAbsent(
        column,
        k ->
            rows.stream().allMatch(row -> row.get(k).matches(NUMBER))
                && rows.stream().anyMatch(row -> !row.get(k).isEmpty()));
  }

  private void print(PrintWriter out, int[] columns, int gap) {
    var widths = Arrays.stream(columns).map(this::most).toArray();
    var space = " ".repeat(gap);
    while (IntStream.of(widths).sum() + gap * (columns.length - 1) > Lines.width()) {
      int widest = -1;
      for (int k = 0; k < columns.length; k++) {
        boolean gives = widths[k] > least(columns[k]);
        widest = gives && (widest < 0 || widths[k] > widths[widest]) ? k : widest;
      }
      if (widest < 0) {
        break; // a word is wider than the terminal
      }
      widths[widest]--;
    }
    line(out, heads, columns, widths, space);
    rows.forEach(row -> line(out, row, columns, widths, space));
  }

  private void line(PrintWriter out, List<String> cells, int[] columns, int[] widths, String gap) {
    var wrapped = new ArrayList<List<String>>();
    for (int k = 0; k < columns.length; k++) {
      wrapped.add(Lines.wrap(cells.get(columns[k]), widths[k]));
    }
    int high = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int at = 0; at < high; at++) {
      var line = new StringBuilder();
      for (int k = 0; k < columns.length; k++) {
        var words = at < wrapped.get(k).size() ? wrapped.get(k).get(at) : "";
        var space = " ".repeat(Math.max(0, widths[k] - Lines.columns(words)));
        line.append(k == 0 ? "" : gap);
        line.append(right(columns[k]) ? space + words : words + space);
      }
      out.println(line.toString().stripTrailing());
    }
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
