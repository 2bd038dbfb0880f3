package org.resnet4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit the terminal. */
public final class Lines {
  /** Columns of a terminal that does not tell. */
  private static final int USUAL = 80;

  private static final int LEAST = 40;

  private Lines() {}

  /** A sentence in lines for a terminal that told its width; in one, for a pipe or a file. */
  public static List<String> fit(String sentence) {
    return fit("", sentence);
  }

  /** The same behind a few words. */
  public static List<String> fit(String first, String sentence) {
    return told() ? wrap(first, sentence, 4) : List.of(first + sentence);
  }

  private static boolean told() {
    return System.getProperty("resnet4j.columns", System.getenv("COLUMNS")) != null;
  }

  /** The terminal's columns, as the launcher or the environment tells; 80 where neither does. */
  public static int width() {
    var told = System.getProperty("resnet4j.columns", System.getenv("COLUMNS"));
    boolean number = told != null && told.matches("[1-9]\\d{0,3}");
    return number ? Math.max(LEAST, Integer.parseInt(told)) : USUAL;
  }

  /** How many columns of a terminal a text takes: Chinese, Japanese and Korean letters take two. */
  public static int columns(CharSequence text) {
    return text.codePoints().map(letter -> isWide(letter) ? 2 : 1).sum();
  }

  private static boolean isWide(int letter) {
    return letter >= 0x1100
        && (letter <= 0x115F
            || letter >= 0x2E80 && letter <= 0xA4CF
            || letter >= 0xAC00 && letter <= 0xD7A3
            || letter >= 0xF900 && letter <= 0xFAFF
            || letter >= 0xFF01 && letter <= 0xFF60);
  }

  /** Breaks a text between words into lines of this width; longer words stay whole. */
  static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : columns(text) <= width ? new String[] {text} : text.split(" ")) {
      if (!line.isEmpty() && columns(line) + 1 + columns(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

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
    for (var word : text.split(" (?!%)")) { // a number stays with its per cent
      if (!empty && columns(line) + 1 + columns(word) > width()) {
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
    if (columns(line) < width()) {
      return line;
    }
    int end = 0;
    for (int taken = 0; end < line.length(); end += Character.charCount(line.codePointAt(end))) {
      taken += columns(Character.toString(line.codePointAt(end)));
      if (taken > width() - 2) {
        break;
      }
    }
    return line.substring(0, end) + "…";
  }
}
