package org.resnet4j.vector.ops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector that kernels are written for: the species the JVM prefers, 4, 8 or 16 floats. */
public final class Lanes {
  /** {@code -Dresnet4j.lanes=4|8|16} overrules the JVM's preference: for tests. */
  public static final VectorSpecies<Float> SPECIES =
      species(Integer.getInteger("resnet4j.lanes", 0));

  /** How many channels make a block. */
  public static final int COUNT = SPECIES.length();

  private Lanes() {}

  /** {@code channels} rounded up to whole blocks. */
  public static int pad(int channels) {
    return (channels + COUNT - 1) / COUNT * COUNT;
  }

  private static VectorSpecies<Float> species(int lanes) {
    return switch (lanes) {
      case 4 -> FloatVector.SPECIES_128;
      case 8 -> FloatVector.SPECIES_256;
      case 16 -> FloatVector.SPECIES_512;
      default -> FloatVector.SPECIES_PREFERRED;
    };
  }
}
