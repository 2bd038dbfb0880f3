package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/** Adds the parts of a transformed weights' gradient u, in their order, and transforms: Gᵀ u G. */
final class WinogradReduction implements Task {
  private final int parts;
  private final int size;
  private final WeightMatrix matrix;
  private final Span gradient;
  private final boolean accumulate;
  private final Scratch scratch;

  WinogradReduction(
      int parts,
      int size,
      WeightMatrix matrix,
      Span gradient,
      boolean accumulate,
      Scratch scratch) {
    this.parts = parts;
    this.size = size;
    this.matrix = matrix;
    this.gradient = gradient;
    this.accumulate = accumulate;
    this.scratch = scratch;
    scratch.require((36 + 18 + 9 + 9) * LANES);
  }

  @Override
  public int items() {
    return matrix.in() * LANES;
  }

  @Override
  public void run(int input, int worker) {
    float[] own = scratch.of(worker);
    float[] all = scratch.of(Scratch.Shared.GRADIENTS);
    int outputs = matrix.out() * LANES;
    int plane = WinogradWeights.plane(matrix);
    for (int k = 0; k < outputs; k += LANES) {
      for (int f = 0; f < 36; f++) {
        add(all, Scratch.START + f * plane + input * outputs + k, own, f * LANES);
      }
      GradientTransforms.weightGradient(own, 0, 6 * LANES, LANES, 6, own, 36 * LANES);
      GradientTransforms.weightGradient(own, 36 * LANES, LANES, 6 * LANES, 3, own, 54 * LANES);
      for (int i = 0; i < 9; i++) {
        int at = (54 + i % 3 * 3 + i / 3) * LANES;
        FloatVector.fromArray(SPECIES, own, at).intoArray(own, (63 + i) * LANES);
      }
      matrix.writeKernels(own, 63 * LANES, gradient, accumulate, input, k / LANES);
    }
  }

  private void add(float[] all, int from, float[] own, int to) {
    FloatVector sum = FloatVector.fromArray(SPECIES, all, from);
    for (int part = 1; part < parts; part++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, all, from + part * size));
    }
    sum.intoArray(own, to);
  }
}
