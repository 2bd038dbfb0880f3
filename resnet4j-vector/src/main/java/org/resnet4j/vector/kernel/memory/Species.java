package org.resnet4j.vector.kernel.memory;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The species of all vectors, {@link Lanes#LANES} wide: one constant for all kernels. */
public final class Species {
  /** The species of all vectors. */
  public static final VectorSpecies<Float> SPECIES =
      switch (Lanes.LANES) {
        case 4 -> FloatVector.SPECIES_128;
        case 8 -> FloatVector.SPECIES_256;
        default -> FloatVector.SPECIES_512;
      };

  private Species() {}
}
