package org.resnet4j.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Speed as readers want it: a line for each work, a column for each contender. */
final class SpeedTable {
  private SpeedTable() {}

  /** Images a second, and in parentheses how many times as fast the first contender is. */
  static String of(List<SpeedRow> rows) {
    var columns = rows.stream().map(SpeedTable::column).distinct().toList();
    var works = new LinkedHashMap<String, Map<String, SpeedRow>>();
    boolean both = rows.stream().map(SpeedRow::mode).distinct().count() > 1;
    for (var row : rows) {
      var work = both ? words(row) : row.work();
      works.computeIfAbsent(work, none -> new LinkedHashMap<>()).put(column(row), row);
    }
    var head = new ArrayList<>(List.of("network, batch"));
    head.addAll(columns);
    var lines = new ArrayList<List<String>>();
    works.forEach(
        (work, cells) -> {
          var line = new ArrayList<>(List.of(work));
          columns.forEach(
              column -> line.add(cells.containsKey(column) ? cell(cells.get(column)) : ""));
          lines.add(line);
        });
    return Markdown.table(head, lines);
  }

  private static String cell(SpeedRow row) {
    boolean first = row.contender().startsWith("vector");
    return String.format(
        Locale.ROOT,
        first ? "**%.1f**" : row.ratio() < 1 ? "%.1f (**%.2f**)" : "%.1f (%.2f)",
        row.imagesPerSecond(),
        row.ratio());
  }

  private static String column(SpeedRow row) {
    var label = row.contender();
    var precision = label.replaceFirst("^[^:]*:?([a-z0-9]*).*$", "$1");
    var name = Peer.of(label).map(Peer::words).orElse(label);
    var compiled = label.startsWith("compiled") && precision.isEmpty() ? ", compiled" : "";
    return name + compiled + (precision.isEmpty() ? "" : ", " + precision);
  }

  private static String words(SpeedRow row) {
    return (row.mode().equals("train") ? "training " : "prediction ") + row.work();
  }

  /** Every row in which somebody was faster, the worst first. */
  static String slower(List<SpeedRow> rows) {
    var slower =
        rows.stream()
            .filter(row -> row.ratio() < 1)
            .sorted((a, b) -> Double.compare(a.ratio(), b.ratio()))
            .map(
                row ->
                    String.format(
                        Locale.ROOT,
                        "- %s: %s is %.2f times as fast as resnet4j%s.",
                        words(row),
                        column(row),
                        1 / row.ratio(),
                        row.avx2() ? ", with AVX2" : ""))
            .collect(Collectors.joining("\n"));
    return slower.isEmpty() ? "Nowhere in these rows." : slower;
  }
}
