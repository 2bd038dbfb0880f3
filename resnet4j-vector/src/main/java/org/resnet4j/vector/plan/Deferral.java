package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;

/**
 * Fourth pass: a batch norm between convolutions needs no pass of its own. The convolution in front
 * gathers the sums while it writes; the ones behind normalise while they read. Backward the same:
 * the gradient of the norm's input is affine in two values that are there already.
 */
final class Deferral {
  private final Program program;
  private final Map<Integer, List<Step>> readers = new HashMap<>();
  private final Set<Op.Normalise> gathered = new HashSet<>();
  private final Map<Integer, Deferred> deferred = new HashMap<>();

  private Deferral(Program program) {
    this.program = program;
    for (var step : program.steps()) {
      step.reads().forEach(v -> readers.computeIfAbsent(v, none -> new ArrayList<>()).add(step));
      if (step instanceof Step.Backward backward) {
        if (backward.front().orElse(null) instanceof Op.Normalise norm) {
          gathered.add(norm);
        }
      }
    }
  }

  static Program defer(Program program) {
    var pass = new Deferral(program);
    for (var step : program.steps()) {
      switch (step) {
        case Step.Forward f when f.op() instanceof Op.Normalise norm -> pass.output(norm);
        case Step.Backward b when b.op() instanceof Op.Normalise norm -> pass.gradient(norm, b);
        default -> {}
      }
    }
    return program.with(pass.deferred);
  }

  /** relu(bn(x)), if convolutions alone read it, and its own gradient does not need it. */
  private void output(Op.Normalise norm) {
    if (norm.addend().isEmpty() && onlyRead(norm.output(), norm)) {
      deferred.put(norm.output(), new Deferred.Normalised(norm));
    }
  }

  /** The gradient of x, if the convolution that made x alone reads it. */
  private void gradient(Op.Normalise norm, Step.Backward step) {
    int gradient = step.into().getFirst();
    if (gradient != Step.NONE && onlyRead(gradient, norm)) {
      deferred.put(gradient, new Deferred.NormGradient(norm, step.into().get(1)));
    }
  }

  private boolean onlyRead(int value, Op.Normalise norm) {
    return !program.kept().contains(value)
        && readers.getOrDefault(value, List.of()).stream().allMatch(s -> makes(s, value, norm));
  }

  /** Whether a step that reads a value can make it while it reads. */
  private boolean makes(Step step, int value, Op.Normalise norm) {
    return switch (step) {
      case Step.Forward f -> f.op() instanceof Op.Convolve c && reads(c);
      case Step.Backward b when b.op() instanceof Op.Normalise n ->
          n == norm && b.gradient() != value && gathered.contains(n);
      case Step.Backward b ->
          b.op() instanceof Op.Convolve c
              && reads(c)
              && b.addend().stream().noneMatch(addend -> addend == value)
              && !(b.gradient() == value && c.layer().bias());
      default -> false;
    };
  }

  private boolean reads(Op.Convolve conv) {
    var shape = Shapes.of(conv, program.value(conv.input()).layout(1));
    return Convolutions.choose(shape) != Algorithm.LINEAR;
  }
}
