package org.resnet4j.vector.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

class ActivationsTest {
  private static final int LENGTH = 4096;

  @Test
  void tanhIsGoodToAMillionth() {
    holds(Function.TANH, Math::tanh);
  }

  @Test
  void sigmoidIsGoodToAMillionth() {
    holds(Function.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
  }

  @Test
  void theSquashingFunctionOf1998IsGoodToAMillionth() {
    holds(Function.SCALED_TANH, x -> 1.7159 * Math.tanh(2 * x / 3));
  }

  @Test
  void sigmoidLeavesChannelsThatOnlyFillABlockAtZero() {
    var layout = new Layout(1, 1, 2, 2);
    var x = new Span(new float[layout.size()], 0);
    var y = new Span(new float[layout.size()], 0);
    run(Activations.forward(Function.SIGMOID, layout, x, y));
    for (int i = 0; i < layout.size(); i++) {
      assertThat(y.data()[i]).isEqualTo(i % Lanes.LANES == 0 ? 0.5f : 0f);
    }
  }

  private static void holds(Function function, DoubleUnaryOperator exact) {
    var layout = new Layout(1, Lanes.LANES, LENGTH / Lanes.LANES, 1);
    var x = new Span(new float[LENGTH], 0);
    var y = new Span(new float[LENGTH], 0);
    for (int i = 0; i < LENGTH; i++) {
      x.data()[i] = (i - LENGTH / 2) / 20f;
    }
    run(Activations.forward(function, layout, x, y));
    for (int i = 0; i < LENGTH; i++) {
      double expected = exact.applyAsDouble(x.data()[i]);
      assertThat((double) y.data()[i]).as("at %s", x.data()[i]).isCloseTo(expected, within(1e-6));
    }
  }

  private static void run(Task task) {
    for (int i = 0; i < task.items(); i++) {
      task.run(i, 0);
    }
  }
}
