package org.resnet4j.bench.page;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of a page. */
final class Markdown {
  private Markdown() {}

  /**
   * A table whose first column is of words and whose others are of numbers.
   *
   * @param rows as many cells each as the head
   */
  static String table(List<String> head, List<List<String>> rows) {
    var rule =
        Stream.concat(Stream.of("---"), Collections.nCopies(head.size() - 1, "---:").stream());
    var lines = Stream.concat(Stream.of(head, rule.toList()), rows.stream());
    return lines
        .map(line -> "| " + String.join(" | ", line) + " |")
        .collect(Collectors.joining("\n"));
  }
}
