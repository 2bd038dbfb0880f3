package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Species.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * Adds the parts of a weights' gradient, in their order, into (out, in / groups, kernel, kernel).
 */
final class GradientReduction implements Task {
  private final GatherGradient parts;
  private final WeightMatrix matrix;
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
    this.matrix = WeightMatrix.forward(shape);
    this.taps = shape.kernel() * shape.kernel();
    this.gradient = gradient;
    this.accumulate = accumulate;
    this.scratch = scratch;
    scratch.require(LANES * LANES);
  }

  @Override
  public int items() {
    return matrix.count() * matrix.in();
  }

  @Override
  public void run(int item, int worker) {
    int group = item / matrix.in();
    int block = item % matrix.in();
    float[] own = scratch.of(worker);
    int outputs = matrix.out() * LANES;
    for (int tap = 0; tap < taps; tap++) {
      int first = ((group * taps + tap) * matrix.in() + block) * LANES * outputs;
      for (int k = 0; k < matrix.out(); k++) {
        for (int lane = 0; lane < LANES; lane++) {
          add(first + lane * outputs + k * LANES, own, Scratch.START + lane * LANES);
        }
        matrix.writeBlock(own, Scratch.START, LANES, gradient, accumulate, group, block, k, tap);
      }
    }
  }

  private void add(int from, float[] own, int to) {
    float[] all = scratch.of(Scratch.Shared.GRADIENTS);
    int at = Scratch.START + from;
    FloatVector sum = FloatVector.fromArray(SPECIES, all, at);
    for (int part = 1; part < parts.parts(); part++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, all, at + part * parts.size()));
    }
    sum.intoArray(own, to);
  }
}
