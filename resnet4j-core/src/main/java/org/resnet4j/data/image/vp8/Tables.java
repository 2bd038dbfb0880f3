package org.resnet4j.data.image.vp8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** The numbers of the RFC's tables, each row after row. */
final class Tables {
  static final int KINDS = 4;
  static final int BANDS = 8;
  static final int CONTEXTS = 3;
  static final int NODES = 11;
  private static final int CHANCES = KINDS * BANDS * CONTEXTS * NODES;
  private static final int MODES = 10 * 10 * 9;
  private static final int STEPS = 128;

  static final int[] DEFAULTS;
  static final int[] CHANGES;
  static final int[] BLOCK_MODES;
  static final int[] DC_STEPS;
  static final int[] AC_STEPS;

  static {
    int[] all = numbers();
    int at = 0;
    DEFAULTS = Arrays.copyOfRange(all, at, at += CHANCES);
    CHANGES = Arrays.copyOfRange(all, at, at += CHANCES);
    BLOCK_MODES = Arrays.copyOfRange(all, at, at += MODES);
    DC_STEPS = Arrays.copyOfRange(all, at, at += STEPS);
    AC_STEPS = Arrays.copyOfRange(all, at, at + STEPS);
  }

  private Tables() {}

  private static int[] numbers() {
    try (InputStream in = Objects.requireNonNull(Tables.class.getResourceAsStream("tables.txt"))) {
      var text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
