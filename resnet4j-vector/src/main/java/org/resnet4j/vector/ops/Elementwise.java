package org.resnet4j.vector.ops;

import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** Sums and products of whole activations, element by element. Outputs may be inputs. */
public final class Elementwise {

  private Elementwise() {}

  /** y = a + b, and its ReLU if requested. */
  public static Task sum(LoopKernel loops, int floats, Span a, Span b, Span y, boolean relu) {
    return Work.stretches(
        floats,
        (from, to) ->
            loops.sum(
                a.data(),
                a.offset() + from,
                b.data(),
                b.offset() + from,
                relu ? 0f : Float.NEGATIVE_INFINITY,
                y.data(),
                y.offset() + from,
                to - from));
  }

  /** dx = dy where y > 0, else 0. */
  public static Task mask(int floats, Span y, Span dy, Span dx) {
    return Work.stretches(
        floats,
        (from, to) ->
            NormLoops.mask(
                y.data(),
                y.offset() + from,
                dy.data(),
                dy.offset() + from,
                dx.data(),
                dx.offset() + from,
                to - from));
  }

  /** y = h t + x (1 − t): Srivastava et al. 2015, equation 3. */
  public static Task gate(int floats, Span h, Span t, Span x, Span y) {
    return Work.stretches(
        floats,
        (from, to) ->
            Loops.BEST.gate(
                h.data(),
                h.offset() + from,
                t.data(),
                t.offset() + from,
                x.data(),
                x.offset() + from,
                y.data(),
                y.offset() + from,
                to - from));
  }

  /**
   * The gradients of {@link #gate}: dy t, dy (h − x) and dy (1 − t).
   *
   * @param masked whether the first is zero where h is not positive: h is the output of a ReLU
   */
  public static Task gateBackward(
      int floats, Span h, Span t, Span x, Span dy, Span dh, Span dt, Span dx, boolean masked) {
    float least = masked ? 0f : Float.NEGATIVE_INFINITY;
    return Work.stretches(
        floats, (from, to) -> GradientLoops.gate(h, t, x, dy, dh, dt, dx, least, from, to));
  }
}
