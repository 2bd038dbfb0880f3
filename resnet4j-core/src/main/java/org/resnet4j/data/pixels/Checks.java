package org.resnet4j.data.pixels;

import org.resnet4j.data.DataException;

/** Checks of parameters. */
public final class Checks {
  private Checks() {}

  public static void positive(String what, int value) {
    if (value < 1) {
      throw new DataException("%s must be at least 1, got %d".formatted(what, value));
    }
  }

  public static void probability(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new DataException("a probability must be in [0, 1], got " + value);
    }
  }

  public static void notNegative(String what, double value) {
    if (!(value >= 0)) {
      throw new DataException("%s cannot be negative, got %s".formatted(what, value));
    }
  }
}
