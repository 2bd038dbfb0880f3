package org.resnet4j.vector.ops;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** Sums and products of whole activations, element by element. Outputs may be inputs. */
public final class Elementwise {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LANES;

  private Elementwise() {}

  /** y = a + b, and its ReLU if requested. */
  public static Task sum(int floats, Span a, Span b, Span y, boolean relu) {
    return Work.stretches(
        floats,
        (from, to) ->
            sum(a.data(), a.offset(), b.data(), b.offset(), y.data(), y.offset(), from, to, relu));
  }

  private static void sum(
      float[] a, int ao, float[] b, int bo, float[] y, int yo, int from, int to, boolean relu) {
    var floor = FloatVector.broadcast(S, relu ? 0f : Float.NEGATIVE_INFINITY);
    for (int i = from; i < to; i += L) {
      FloatVector.fromArray(S, a, ao + i)
          .add(FloatVector.fromArray(S, b, bo + i))
          .max(floor)
          .intoArray(y, yo + i);
    }
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
        (from, to) -> {
          for (int i = from; i < to; i += L) {
            var vx = at(x, i);
            at(h, i).sub(vx).fma(at(t, i), vx).intoArray(y.data(), y.offset() + i);
          }
        });
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
        floats,
        (from, to) -> {
          for (int i = from; i < to; i += L) {
            var v = at(dy, i);
            var byH = v.mul(at(t, i));
            var vh = at(h, i);
            var byT = v.mul(vh.sub(at(x, i)));
            byH.blend(0f, vh.compare(VectorOperators.LE, least))
                .intoArray(dh.data(), dh.offset() + i);
            byT.intoArray(dt.data(), dt.offset() + i);
            v.sub(byH).intoArray(dx.data(), dx.offset() + i);
          }
        });
  }

  private static FloatVector at(Span slot, int i) {
    return FloatVector.fromArray(S, slot.data(), slot.offset() + i);
  }
}
