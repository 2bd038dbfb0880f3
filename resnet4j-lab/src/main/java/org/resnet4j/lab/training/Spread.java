package org.resnet4j.lab.training;

import java.util.Locale;

/** A fraction over the seeds: its mean, its deviation, and how many there are. */
record Spread(double mean, double deviation, int count) {

  static Spread of(double... values) {
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double square = 0;
    for (double v : values) {
      square += (v - mean) * (v - mean);
    }
    double deviation = values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0;
    return new Spread(mean, deviation, values.length);
  }

  /** The standard error of the mean; 0 for a single seed, which says nothing about chance. */
  double error() {
    return deviation / Math.sqrt(count);
  }

  /** In per cent, with the deviation where there is one. */
  String percent() {
    var text = String.format(Locale.ROOT, "%.2f", 100 * mean);
    return count > 1 ? text + String.format(Locale.ROOT, " ± %.2f", 100 * deviation) : text;
  }
}
