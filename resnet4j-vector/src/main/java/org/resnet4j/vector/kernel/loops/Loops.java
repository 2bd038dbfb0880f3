package org.resnet4j.vector.kernel.loops;

import org.resnet4j.vector.kernel.memory.VectorApi;

/** The {@link LaneLoops} of this JVM. */
public final class Loops {
  /** Those that are the fastest here: one constant, so that the compiler inlines them. */
  public static final LaneLoops BEST = VectorApi.PRESENT ? new VectorLoops() : new PlainLoops();

  private Loops() {}
}
