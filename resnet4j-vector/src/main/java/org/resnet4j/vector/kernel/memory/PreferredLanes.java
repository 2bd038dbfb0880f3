package org.resnet4j.vector.kernel.memory;

import jdk.incubator.vector.FloatVector;

/** What Java's Vector API prefers on this processor. */
final class PreferredLanes {
  private PreferredLanes() {}

  static int get() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
