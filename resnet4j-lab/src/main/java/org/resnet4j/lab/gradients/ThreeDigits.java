package org.resnet4j.lab.gradients;

import java.util.Locale;

/** Numbers of any size as they stand in tables. */
public final class ThreeDigits {
  private ThreeDigits() {}

  /** Three digits, with the power of ten where it is far from 1. */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return "overflow";
    }
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    if (size < 0.01 || size >= 1000) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
