package org.resnet4j.data;

/**
 * The random numbers of one example in one epoch: SplitMix64 (Steele, Lea and Flood 2014), started
 * from (seed, epoch, index). What an example draws therefore does not depend on which thread
 * prepares it, nor on what other examples drew, and a run can begin anywhere. The same on every
 * machine. Each draw moves on, so an instance belongs to one thread.
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private final boolean alternate;
  private long state;

  private Draws(long state, boolean alternate) {
    this.state = state;
    this.alternate = alternate;
  }

  /**
   * {@return the random numbers of one example in one epoch, from their beginning}
   *
   * @param seed of the run
   * @param epoch counted from 0
   * @param index of the example in the data set, from 0; negative indices serve what is drawn once
   *     per epoch or batch
   */
  public static Draws of(long seed, long epoch, long index) {
    long start = mix(seed + GOLDEN);
    boolean alternate = ((mix(mix(start) + index + GOLDEN) + epoch) & 1) == 1;
    return new Draws(mix(mix(start + epoch + GOLDEN) + index + GOLDEN), alternate);
  }

  /**
   * {@return true in every other epoch; the seed decides for each example in which epoch it begins.
   * Nothing is drawn}
   */
  public boolean alternate() {
    return alternate;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** {@return 64 random bits} */
  public long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** {@return a number uniform in [0, 1), a multiple of 2⁻⁵³} */
  public double uniform() {
    return (bits() >>> 11) * 0x1p-53;
  }

  /**
   * {@return a number uniform in [from, to)}
   *
   * @param from the least value
   * @param to the bound above, itself not drawn
   */
  public double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /**
   * {@return an integer uniform over 0 … bound − 1}
   *
   * @param bound at least 1
   */
  public int below(int bound) {
    return (int) Math.multiplyHigh(bits() >>> 1, (long) bound << 1);
  }

  /**
   * {@return true with this probability}
   *
   * @param probability from 0 (never) to 1 (always)
   */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /** {@return a number distributed as N(0, 1), by Box and Muller (1958)} */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /**
   * {@return a number distributed as Beta(a, a), as mixup and CutMix draw it, in [0, 1]}
   *
   * @param a both parameters of the distribution, greater than 0
   */
  public double beta(double a) {
    double x = gamma(a);
    double y = gamma(a);
    return x + y == 0 ? (chance(0.5) ? 1 : 0) : x / (x + y);
  }

  /** Gamma(a, 1), by Marsaglia and Tsang (2000). */
  private double gamma(double a) {
    if (a < 1) {
      return gamma(a + 1) * StrictMath.pow(1 - uniform(), 1 / a);
    }
    double d = a - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0
          && StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
