package org.resnet4j.engine;

/** What the seam's numbers must be, each check one sentence. */
final class Require {
  private Require() {}

  static void atLeast(int least, String what, int value) {
    that(value >= least, "%s must be at least %d, got %d", what, least, value);
  }

  /** In [0, 1). */
  static void fraction(String what, double value) {
    that(value >= 0 && value < 1, "%s must be from 0 to below 1, got %s", what, value);
  }

  static void positive(String what, double value) {
    boolean holds = value > 0 && Double.isFinite(value);
    that(holds, "%s must be positive and finite, got %s", what, value);
  }

  static void notNegative(String what, double value) {
    boolean holds = value >= 0 && Double.isFinite(value);
    that(holds, "%s must be finite and not negative, got %s", what, value);
  }

  static void that(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
