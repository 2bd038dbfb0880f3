package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;

/**
 * Adds the parts of a weights' gradient, in their order, into (out, in / groups, kernel, kernel).
 */
final class GradientReduction implements Task {
  private final GatherGradient parts;
  private final Groups groups;
  private final int taps;
  private final Span gradient;
  private final boolean accumulate;
  private final Scratch scratch;

  GradientReduction(
      GatherGradient parts,
      ConvolutionShape shape,
      Span gradient,
      boolean accumulate,
      Scratch scratch) {
    this.parts = parts;
    this.groups = Groups.of(shape, false);
    this.taps = shape.kernel() * shape.kernel();
    this.gradient = gradient;
    this.accumulate = accumulate;
    this.scratch = scratch;
    scratch.require(groups.out() * LANES);
  }

  @Override
  public int items() {
    return groups.count() * groups.in();
  }

  @Override
  public void run(int item, int worker) {
    int group = item / groups.in();
    int block = item % groups.in();
    for (int tap = 0; tap < taps; tap++) {
      for (int lane = 0; lane < LANES; lane++) {
        int input = block * LANES + lane;
        int row = ((group * taps + tap) * groups.in() + block) * LANES + lane;
        row(group, input, tap, row * groups.out() * LANES, scratch.of(worker));
      }
    }
  }

  private void row(int group, int input, int tap, int from, float[] sum) {
    int outputs = groups.out() * LANES;
    float[] all = scratch.of(Scratch.Shared.GRADIENTS);
    System.arraycopy(all, Scratch.START + from, sum, 0, outputs);
    for (int part = 1; part < parts.parts(); part++) {
      int at = Scratch.START + from + part * parts.size();
      for (int k = 0; k < outputs; k++) {
        sum[k] += all[at + k];
      }
    }
    for (int block = 0; block < groups.out(); block++) {
      groups.write(sum, block * LANES, gradient, accumulate, group, input, block, tap);
    }
  }
}
