package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;

/**
 * G g Gᵀ of all kernels, packed for {@link RowKernel}: 36 values, each (pairs of output blocks,
 * input blocks, lanes, 2 · lanes). For the gradient of the input the kernels are turned by 180°.
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
    int width = (block | 1) < groups.out() ? 2 * LANES : LANES;
    int start = packed.offset() + (block & ~1) * panel + (block & 1) * LANES;
    for (int input = 0; input < groups.in() * LANES; input++) {
      for (int i = 0; i < 9; i++) {
        groups.read(weights, 0, input, block, groups.backward() ? 8 - i : i, own, i * LANES);
      }
      WinogradTransforms.weightColumns(own, 0, 3 * LANES, LANES, 3, own, 9 * LANES);
      WinogradTransforms.weightColumns(own, 9 * LANES, LANES, 3 * LANES, 6, own, 27 * LANES);
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          int at = start + (i * 6 + j) * plane(groups) + input * width;
          System.arraycopy(own, (27 + j * 6 + i) * LANES, to, at, LANES);
        }
      }
    }
  }
}
