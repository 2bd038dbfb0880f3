package org.resnet4j.export.int8;

/**
 * The numbers that a value's 8 bits can tell apart; what lies outside becomes the nearest end. Zero
 * is always inside, so that padding and what a ReLU cuts off stay exact.
 *
 * @param min at most 0
 * @param max at least 0
 */
public record ValueRange(double min, double max) {
  public ValueRange {
    if (!(min <= 0 && max >= 0) || Double.isInfinite(max - min)) {
      throw new IllegalArgumentException(
          "a range is finite and contains 0, got %s to %s".formatted(min, max));
    }
  }

  /** The smallest range with both in it, and 0. */
  static ValueRange around(double least, double most) {
    return new ValueRange(Math.min(least, 0), Math.max(most, 0));
  }

  /** The smallest range with both ranges in it. */
  ValueRange union(ValueRange other) {
    return new ValueRange(Math.min(min, other.min), Math.max(max, other.max));
  }
}
