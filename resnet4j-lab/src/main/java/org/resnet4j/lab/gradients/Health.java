package org.resnet4j.lab.gradients;

import java.util.Locale;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.lab.findings.ThreeDigits;

/**
 * What a ratio of gradients is called: ‖∂L/∂y‖ at the first layer over that at the last. The words
 * have these thresholds everywhere, and the pages state them.
 */
public enum Health {
  VANISHES("vanishes"),
  HEALTHY("healthy"),
  EXPLODES("explodes"),
  UNKNOWN("cannot be told");

  /** Below it the gradient vanishes: the first layer learns next to nothing. */
  static final double LEAST = 1e-3;

  /** Above it the gradient explodes. */
  static final double MOST = 1e3;

  /** The thresholds as a sentence. */
  public static final String THRESHOLDS =
      "A gradient is called healthy where the first layer's, after updates every layer's, is"
          + " between a thousandth and a thousand times the last layer's; below that it vanishes,"
          + " above it explodes.";

  private final String words;

  Health(String words) {
    this.words = words;
  }

  /** Of a ratio; one that is no finite number cannot be told. */
  public static Health of(double ratio) {
    if (!Double.isFinite(ratio)) {
      return UNKNOWN;
    }
    return ratio < LEAST ? VANISHES : ratio > MOST ? EXPLODES : HEALTHY;
  }

  /** A ratio with its word: {@code 2.8e+04 (explodes)}. */
  public static String said(double ratio) {
    return String.format(Locale.ROOT, "%s (%s)", ThreeDigits.of(ratio), of(ratio).words);
  }

  /** The verdict on a claim about some ratios; not measured where one of them is no number. */
  public static Verdict verdict(boolean holds, double... ratios) {
    for (double ratio : ratios) {
      if (of(ratio) == UNKNOWN) {
        return Verdict.NOT_MEASURED;
      }
    }
    return holds ? Verdict.HOLDS : Verdict.DOES_NOT;
  }
}
