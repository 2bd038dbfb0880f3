package org.resnet4j.vector.kernel.loops;

import org.resnet4j.vector.kernel.machine.FloatKernels;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.VectorApi;

/** The {@link LaneLoops} of this JVM. */
public final class Loops {
  /** Those that are the fastest here: one constant, so that the compiler inlines them. */
  public static final LaneLoops BEST =
      VectorApi.PRESENT ? new VectorLoops() : new PlainLoops(Lanes.LANES);

  private Loops() {}

  /**
   * Those of another module where there are any and this JVM has no Vector API, which inlines its
   * own; else the best.
   */
  public static LoopKernel of(Scratch scratch) {
    var others = scratch.floats().map(FloatKernels::loops).map(LoopKernel::another);
    return VectorApi.PRESENT ? BEST : others.orElse(BEST);
  }
}
