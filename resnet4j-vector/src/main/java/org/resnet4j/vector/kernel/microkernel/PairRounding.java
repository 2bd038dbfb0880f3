package org.resnet4j.vector.kernel.microkernel;

import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rounds floats to pairs of bfloat16, to nearest, ties to even; NaN stays NaN. For vectors of 16
 * lanes only.
 */
public final class PairRounding {
  /** Floats that the pairs of a vector take. */
  public static final int PAIRS = 8;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
  private static final VectorSpecies<Integer> HALF = IntVector.SPECIES_256;

  private PairRounding() {}

  /**
   * Pairs of neighbouring lanes.
   *
   * @param x vectors, one after the other from {@code from}
   * @param count how many
   * @param to their pairs: those of vector {@code i} at at + i · step
   */
  public static void rows(float[] x, int from, int count, float[] to, int at, int step) {
    for (int i = 0; i < count; i++) {
      LongVector two = rounded(x, from + i * LANES).reinterpretAsLongs();
      LongVector low = two.lanewise(LSHR, 16).and(0xFFFFL);
      LongVector high = two.lanewise(LSHR, 32).and(0xFFFF0000L);
      IntVector pairs = (IntVector) low.or(high).convertShape(L2I, HALF, 0);
      pairs.reinterpretAsFloats().intoArray(to, at + i * step);
    }
  }

  /**
   * Pairs of the same lane of two vectors, the second zero behind a last one without neighbour.
   *
   * @param x vectors, one after the other from {@code from}
   * @param count how many
   * @param to a vector of pairs for each two, one after the other from {@code at}
   */
  public static void lanes(float[] x, int from, int count, float[] to, int at) {
    int i = 0;
    for (; i + 1 < count; i += 2) {
      IntVector first = rounded(x, from + i * LANES).lanewise(LSHR, 16);
      IntVector second = rounded(x, from + (i + 1) * LANES).and(0xFFFF0000);
      first.or(second).reinterpretAsFloats().intoArray(to, at + i / 2 * LANES);
    }
    if (i < count) {
      IntVector first = rounded(x, from + i * LANES).lanewise(LSHR, 16);
      first.reinterpretAsFloats().intoArray(to, at + i / 2 * LANES);
    }
  }

  /** The bits of a vector, whose upper halves are its numbers rounded to bfloat16. */
  private static IntVector rounded(float[] x, int at) {
    FloatVector v = FloatVector.fromArray(FLOATS, x, at);
    IntVector bits = v.reinterpretAsInts();
    IntVector odd = bits.lanewise(LSHR, 16).and(1);
    return bits.add(odd)
        .add(0x7FFF)
        .blend(bits.or(0x400000), v.test(IS_NAN).cast(IntVector.SPECIES_512));
  }
}
