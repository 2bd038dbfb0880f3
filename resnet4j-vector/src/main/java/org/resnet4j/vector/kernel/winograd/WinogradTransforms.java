package org.resnet4j.vector.kernel.winograd;

import org.resnet4j.vector.kernel.machine.FloatKernels;
import org.resnet4j.vector.kernel.machine.TransformKernel;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.VectorApi;

/** The transforms of this JVM. */
final class WinogradTransforms {
  private static final TransformKernel OWN =
      VectorApi.PRESENT ? new VectorTransforms() : new PlainTransforms(Lanes.LANES);

  private WinogradTransforms() {}

  /** Those of another module where there are any, else the engine's own. */
  static TransformKernel of(Scratch scratch) {
    return scratch.floats().map(FloatKernels::transforms).map(TransformKernel::another).orElse(OWN);
  }
}
