package org.resnet4j.cli.launch;

/** How many machines: {@code 4}, or {@code 2:4} where an attempt may do with fewer. */
record NodeRange(int least, int most) {
  static NodeRange parse(String text) {
    var ends = text.split(":", -1);
    try {
      int least = Integer.parseInt(ends[0]);
      int most = Integer.parseInt(ends[ends.length - 1]);
      if (ends.length <= 2 && least >= 1 && least <= most) {
        return new NodeRange(least, most);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "'%s' is no number of machines; it is N, or LEAST:MOST".formatted(text));
  }
}
