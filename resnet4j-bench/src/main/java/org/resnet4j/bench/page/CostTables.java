package org.resnet4j.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What starting costs and what must be shipped. */
final class CostTables {
  private CostTables() {}

  /** Of the table of start-up: of rows for the same work and contender the last. */
  static String starts(List<String> lines) {
    var rows = new LinkedHashMap<String, List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var c = line.split(",", -1);
      var name = named(c[4]);
      rows.put(c[2] + c[3] + name, List.of(name + ", " + c[2], c[6], c[7], c[8], c[9]));
    }
    return Markdown.table(
        List.of("", "first answer, s", "processor, s", "peak, MiB", "after 100 answers, MiB"),
        List.copyOf(rows.values()));
  }

  private static String named(String label) {
    var precision = label.contains(":") ? label.replaceFirst("^[^:]*:([a-z0-9]*).*", ", $1") : "";
    return Peer.of(label).map(Peer::words).orElse(label) + precision;
  }

  static String sizes(List<String> lines) {
    var rows = new ArrayList<List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var c = line.split(",", -1);
      rows.add(List.of(c[1].replace(';', ',') + (c[2].isEmpty() ? "" : " " + c[2]), c[3], c[4]));
    }
    return Markdown.table(List.of("", "packed, MB", "unpacked, MB"), rows);
  }
}
