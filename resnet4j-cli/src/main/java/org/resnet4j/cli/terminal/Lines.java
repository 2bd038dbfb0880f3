package org.resnet4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit a terminal of {@value #WIDTH} columns. */
public final class Lines {
  /** Columns of a terminal. */
  public static final int WIDTH = 80;

  private Lines() {}

  /**
   * Breaks a text between words.
   *
   * @param first what the first line begins with
   * @param indent spaces that every other line begins with
   */
  public static List<String> wrap(String first, String text, int indent) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(first);
    boolean empty = true;
    for (var word : text.split(" ")) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }

  /** A line that lives, for a terminal: cut where it would run into the next one. */
  public static String cut(String line) {
    return line.length() < WIDTH ? line : line.substring(0, WIDTH - 2) + "…";
  }
}
