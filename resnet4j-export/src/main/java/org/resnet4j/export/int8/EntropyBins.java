package org.resnet4j.export.int8;

/** How many bins of a histogram to keep, by what the kept ones lose when levels merge them. */
final class EntropyBins {
  private EntropyBins() {}

  /** The number of bins, at least {@code levels}, after which cutting off costs the least. */
  static int best(long[] bins, int levels) {
    long outside = 0;
    for (int i = levels; i < bins.length; i++) {
      outside += bins[i];
    }
    int best = bins.length;
    double least = Double.POSITIVE_INFINITY;
    for (int kept = levels; kept <= bins.length; kept++) {
      double divergence = divergence(bins, kept, outside, levels);
      if (divergence < least) {
        least = divergence;
        best = kept;
      }
      outside -= kept < bins.length ? bins[kept] : 0;
    }
    return best;
  }

  /**
   * Σ p ln(p / q): p the kept bins, what is outside put into the last of them; q the kept bins
   * merged into levels and spread evenly over those of each level that are not empty.
   */
  private static double divergence(long[] bins, int kept, long outside, int levels) {
    double inside = 0;
    for (int i = 0; i < kept; i++) {
      inside += bins[i];
    }
    if (inside == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int level = 0; level < levels; level++) {
      int from = (int) ((long) level * kept / levels);
      int to = (int) ((level + 1L) * kept / levels);
      long merged = 0;
      int filled = 0;
      for (int i = from; i < to; i++) {
        merged += bins[i];
        filled += bins[i] == 0 ? 0 : 1;
      }
      double q = filled == 0 ? 0 : merged / inside / filled;
      for (int i = from; i < to; i++) {
        double p = (bins[i] + (i == kept - 1 ? outside : 0)) / (inside + outside);
        if (p > 0) {
          sum += p * Math.log(p / Math.max(q, 1e-12));
        }
      }
    }
    return sum;
  }
}
