package org.resnet4j.lab.findings;

import java.util.Locale;

/** Numbers of any size as they stand in tables. */
public final class ThreeDigits {
  /** Stands for a number that is not 0, but smaller than the arithmetic that computed it holds. */
  public static final double UNDERFLOW = Double.MIN_VALUE;

  private ThreeDigits() {}

  /** Three digits, with the power of ten where it is far from 1. */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return "overflow";
    }
    double size = Math.abs(value);
    if (value == UNDERFLOW) {
      return "underflow";
    }
    if (value == 0) {
      return "0";
    }
    if (size < 0.01 || size >= 1000) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
