package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * G g Gᵀ of all kernels, packed for {@link RowKernel}: 36 values, each (output blocks, input
 * blocks, lanes, lanes). For the gradient of the input the kernels are turned by 180°.
 */
final class WinogradWeights implements Task {
  private final Span weights;
  private final Groups groups;
  private final Packed packed;
  private final Scratch scratch;

  WinogradWeights(Span weights, Groups groups, Packed packed, Scratch scratch) {
    this.weights = weights;
    this.groups = groups;
    this.packed = packed;
    this.scratch = scratch;
    scratch.require((9 + 18 + 36) * LANES);
  }

  /** Floats of one of the 36 values; never a power of two, so that they spread over the cache. */
  static int plane(Groups groups) {
    return (groups.in() * groups.out() * LANES + 1) * LANES;
  }

  static int size(Groups groups) {
    return Math.multiplyExact(36, plane(groups));
  }

  @Override
  public int items() {
    return groups.out();
  }

  @Override
  public void run(int block, int worker) {
    float[] own = scratch.of(worker);
    float[] to = packed.data();
    int panel = groups.in() * LANES * LANES;
    int start = packed.offset() + block * panel;
    for (int input = 0; input < groups.in() * LANES; input++) {
      groups.readKernels(weights, input, block, own, 0);
      WinogradTransforms.weightColumns(own, 0, 3 * LANES, LANES, 3, own, 9 * LANES);
      WinogradTransforms.weightColumns(own, 9 * LANES, LANES, 3 * LANES, 6, own, 27 * LANES);
      for (int j = 0; j < 6; j++) {
        spread(own, (27 + j * 6) * LANES, to, start + j * plane(groups) + input * LANES);
      }
    }
  }

  /** Column j of the 36 values, six vectors, each to the plane of its own. */
  private void spread(float[] from, int at, float[] to, int first) {
    int next = 6 * plane(groups);
    for (int i = 0; i < 6; i++) {
      FloatVector.fromArray(SPECIES, from, at + i * LANES).intoArray(to, first + i * next);
    }
  }
}
