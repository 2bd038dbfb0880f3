package org.resnet4j.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.model.Parameter;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Work;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** The moving average of the weights, ema ← d·ema + (1 − d)·w; counters are copied. */
final class WeightAverage {
  private static final int STRETCH = 1 << 14;

  private record Stretch(float[] ema, float[] w, boolean counter, int from, int to) {}

  private final AverageDecay decay;
  private final Variables variables;
  private final Map<String, float[]> averages = new LinkedHashMap<>();
  private final Task[] tasks;
  private float current;

  WeightAverage(Variables variables, AverageDecay decay) {
    this.decay = decay;
    this.variables = variables;
    List<Stretch> stretches = new ArrayList<>();
    for (var parameter : variables.parameters()) {
      var w = variables.value(parameter.key());
      var ema = w.clone();
      averages.put(parameter.key(), ema);
      boolean counter = parameter.role() == Parameter.Role.COUNTER;
      for (int from = 0; from < w.length; from += STRETCH) {
        stretches.add(new Stretch(ema, w, counter, from, Math.min(w.length, from + STRETCH)));
      }
    }
    tasks = new Task[] {Work.each(stretches.size(), i -> follow(stretches.get(i)))};
  }

  /** Follows the weights after this update, counted from 1. */
  void follow(ThreadPool pool, long update) {
    current = (float) decay.at(update);
    pool.run(tasks);
  }

  private void follow(Stretch s) {
    float d = s.counter ? 0 : current;
    for (int i = s.from; i < s.to; i++) {
      s.ema[i] = d * s.ema[i] + (1 - d) * s.w[i];
    }
  }

  /** A copy. */
  Weights weights() {
    var copy = new LinkedHashMap<String, NdArray>();
    variables
        .parameters()
        .forEach(p -> copy.put(p.key(), new NdArray(p.shape(), averages.get(p.key()).clone())));
    return new Weights(copy);
  }

  void set(Weights weights) {
    averages.forEach(
        (key, array) -> System.arraycopy(weights.at(key).data(), 0, array, 0, array.length));
  }
}
