package org.resnet4j.data.augment;

import org.resnet4j.data.DataException;

/** Checks of parameters. */
final class Checks {
  private Checks() {}

  static void positive(String what, int value) {
    if (value < 1) {
      throw new DataException("%s must be at least 1, got %d".formatted(what, value));
    }
  }

  static void probability(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new DataException("a probability must be in [0, 1], got " + value);
    }
  }

  static void notNegative(String what, double value) {
    if (!(value >= 0)) {
      throw new DataException("%s cannot be negative, got %s".formatted(what, value));
    }
  }
}
