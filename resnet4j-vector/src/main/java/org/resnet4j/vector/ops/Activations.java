package org.resnet4j.vector.ops;

import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** The non-linearities; their gradients are functions of their outputs. */
public final class Activations {
  // 1.7159 tanh(2x/3): LeCun et al. 1998, appendix A
  private static final float AMPLITUDE = 1.7159f;
  private static final float SLOPE = 2f / 3;

  private Activations() {}

  /** y = f(x); the padding channels of the last block stay zero. */
  public static Task forward(Function function, Layout extent, Span x, Span y) {
    return Work.planes(
        extent,
        (n, block, offset) -> {
          int xo = x.offset() + offset;
          int yo = y.offset() + offset;
          int length = extent.plane();
          switch (function) {
            case RELU -> Loops.BEST.relu(x.data(), xo, y.data(), yo, length);
            case TANH -> Loops.BEST.tanh(x.data(), xo, y.data(), yo, length, 1, 1);
            case SCALED_TANH ->
                Loops.BEST.tanh(x.data(), xo, y.data(), yo, length, SLOPE, AMPLITUDE);
            case SIGMOID ->
                Loops.BEST.sigmoid(x.data(), xo, y.data(), yo, length, extent.valid(block));
          }
        });
  }

  /** dx = dy f′, from y = f(x). */
  public static Task backward(Function function, int floats, Span y, Span dy, Span dx) {
    return switch (function) {
      case RELU -> Elementwise.mask(floats, y, dy, dx);
      // A S (1 − (y / A)²)
      case TANH -> slope(floats, y, dy, dx, 1, 0, -1);
      case SCALED_TANH -> slope(floats, y, dy, dx, AMPLITUDE * SLOPE, 0, -SLOPE / AMPLITUDE);
      case SIGMOID -> slope(floats, y, dy, dx, 0, 1, -1);
    };
  }

  /** dx = dy (p + q y + r y²). */
  private static Task slope(int floats, Span y, Span dy, Span dx, float p, float q, float r) {
    return Work.stretches(
        floats,
        (from, to) ->
            GradientLoops.slope(
                y.data(),
                y.offset(),
                dy.data(),
                dy.offset(),
                dx.data(),
                dx.offset(),
                from,
                to,
                p,
                q,
                r));
  }
}
