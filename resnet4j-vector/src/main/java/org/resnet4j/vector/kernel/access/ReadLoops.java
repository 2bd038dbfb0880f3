package org.resnet4j.vector.kernel.access;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The loops of {@link Reader} that only gradients need. */
final class ReadLoops {
  private ReadLoops() {}

  /** a · g + b · y + c. */
  static void normGradient(
      float[] g,
      int from,
      float[] y,
      int other,
      int step,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      float[] to,
      int at,
      int toStep,
      int count) {
    FloatVector av = fromArray(SPECIES, a, aAt);
    FloatVector bv = fromArray(SPECIES, b, bAt);
    FloatVector cv = fromArray(SPECIES, c, cAt);
    for (int i = 0; i < count; i++) {
      FloatVector rest = fromArray(SPECIES, y, other + i * step).fma(bv, cv);
      fromArray(SPECIES, g, from + i * step).fma(av, rest).intoArray(to, at + i * toStep);
    }
  }
}
