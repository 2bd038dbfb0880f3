package org.resnet4j.train.event;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How numbers are distributed, in buckets that grow by powers of two to both sides of zero, so that
 * gradients of any size are resolved. Numbers that are not finite are not counted.
 *
 * @param least the smallest number; 0 if there is none
 * @param most the largest number; 0 if there is none
 * @param count how many numbers
 * @param sum of the numbers
 * @param squares the sum of their squares
 * @param buckets how many numbers there are from the limit before up to this one
 */
public record Histogram(
    double least,
    double most,
    long count,
    double sum,
    double squares,
    SortedMap<Double, Long> buckets) {
  /** Copies the buckets. */
  public Histogram {
    buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
  }

  /**
   * The distribution of these numbers.
   *
   * @param values any; only read
   * @return their histogram
   */
  public static Histogram of(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    long count = 0;
    var below = new long[EXPONENTS];
    var above = new long[EXPONENTS];
    long zeros = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        continue;
      }
      count++;
      least = Math.min(least, value);
      most = Math.max(most, value);
      sum += value;
      squares += value * value;
      if (value == 0) {
        zeros++;
      } else {
        (value < 0 ? below : above)[Math.getExponent(value) - LOWEST]++;
      }
    }
    return new Histogram(
        count == 0 ? 0 : least,
        count == 0 ? 0 : most,
        count,
        sum,
        squares,
        buckets(below, zeros, above));
  }

  /** The exponent of numbers that are nearly zero. */
  private static final int LOWEST = Double.MIN_EXPONENT - 1;

  private static final int EXPONENTS = Double.MAX_EXPONENT - LOWEST + 1;

  private static SortedMap<Double, Long> buckets(long[] below, long zeros, long[] above) {
    var buckets = new TreeMap<Double, Long>();
    for (int i = 0; i < EXPONENTS; i++) {
      if (below[i] > 0) { // -2^(e+1) … -2^e
        put(buckets, -power(i + 1), -power(i), below[i]);
      }
      if (above[i] > 0) { // 2^e … 2^(e+1)
        put(buckets, power(i), power(i + 1), above[i]);
      }
    }
    if (zeros > 0) {
      buckets.merge(0.0, zeros, Long::sum);
    }
    return buckets;
  }

  private static void put(SortedMap<Double, Long> buckets, double from, double to, long count) {
    buckets.putIfAbsent(from, 0L);
    buckets.merge(to, count, Long::sum);
  }

  private static double power(int place) {
    return place == 0 ? 0 : Math.min(Math.scalb(1.0, place + LOWEST), Double.MAX_VALUE);
  }
}
