package org.resnet4j.export.int8;

/** Which part of what was seen the 8 bits shall span. */
public enum RangeRule {
  /** All of it. */
  MIN_MAX,
  /** All but the largest 0.01 % of magnitudes. */
  PERCENTILE,
  /**
   * The part whose 8-bit version loses the least information: the threshold with the smallest
   * Kullback-Leibler divergence (Migacz, "8-bit inference with TensorRT", GTC 2017).
   */
  ENTROPY;

  private static final double KEPT = 0.9999;

  ValueRange range(ValueHistogram seen) {
    return switch (this) {
      case MIN_MAX -> seen.range();
      case PERCENTILE -> seen.within(width(seen) * percentile(seen.magnitudes()));
      case ENTROPY ->
          seen.within(width(seen) * EntropyBins.best(seen.magnitudes(), seen.signed() ? 128 : 256));
    };
  }

  private static double width(ValueHistogram seen) {
    return seen.largest() / ValueHistogram.BINS;
  }

  /** How many bins hold the share that is kept. */
  private static int percentile(long[] magnitudes) {
    long total = 0;
    for (long count : magnitudes) {
      total += count;
    }
    long held = 0;
    int bins = 0;
    while (bins < magnitudes.length && held < KEPT * total) {
      held += magnitudes[bins++];
    }
    return bins;
  }
}
