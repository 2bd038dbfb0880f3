package org.resnet4j.export.int8;

import org.resnet4j.export.ExportException;

/**
 * How the numbers of one value are spread. First {@link #span} sees them all, then {@link #count}
 * sees them all again. Zeros are not counted: every code holds them exactly.
 */
final class ValueHistogram {
  /** On each side of zero. */
  static final int BINS = 2048;

  private final String name;
  private double least;
  private double most;
  private final long[] below = new long[BINS];
  private final long[] above = new long[BINS];

  ValueHistogram(String name) {
    this.name = name;
  }

  void span(float[] numbers, int count) {
    float min = 0;
    float max = 0;
    boolean sound = true;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, numbers[i]);
      max = Math.max(max, numbers[i]);
      sound &= Float.isFinite(numbers[i]);
    }
    if (!sound) {
      throw new ExportException(
          "'%s' is not finite on the calibration images, so it has no range".formatted(name));
    }
    least = Math.min(least, min);
    most = Math.max(most, max);
  }

  void count(float[] numbers, int count) {
    double scale = BINS / Math.max(largest(), Float.MIN_NORMAL);
    for (int i = 0; i < count; i++) {
      float x = numbers[i];
      if (x != 0) {
        (x < 0 ? below : above)[Math.min((int) (Math.abs(x) * scale), BINS - 1)]++;
      }
    }
  }

  /** All that was seen. */
  ValueRange range() {
    return ValueRange.around(least, most);
  }

  /** What was seen, cut off this far from zero. */
  ValueRange within(double threshold) {
    return ValueRange.around(Math.max(least, -threshold), Math.min(most, threshold));
  }

  /** The largest magnitude. */
  double largest() {
    return Math.max(-least, most);
  }

  /** How often a magnitude was seen, from 0 to the largest in equal bins. */
  long[] magnitudes() {
    var both = new long[BINS];
    for (int i = 0; i < BINS; i++) {
      both[i] = below[i] + above[i];
    }
    return both;
  }

  /** Whether there is anything on both sides of zero. */
  boolean signed() {
    return least < 0 && most > 0;
  }
}
