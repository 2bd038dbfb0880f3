package org.resnet4j.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Parameter;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Work;

/** Moves the weights by their gradients, stretch by stretch, and sets the gradients to zero. */
final class WeightUpdate {
  private static final int STRETCH = 1 << 14;

  /** A stretch of one trained array, with the optimiser's two arrays (one or both may be empty). */
  private record Stretch(
      float[] w, float[] g, float[] first, float[] second, float decay, int from, int to) {}

  private final Optimizer optimizer;
  private final OptionalDouble clipNorm;
  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<String, float[]> state = new LinkedHashMap<>();
  private final double[] squares;
  private final Task[] norm;
  private final Task[] move;
  private double clip;
  private double rate;
  private long step;

  WeightUpdate(Variables variables, TrainingOptions options) {
    optimizer = options.optimizer();
    clipNorm = options.clipNorm();
    for (var parameter : variables.parameters()) {
      var gradient = variables.gradient(parameter.key());
      if (gradient != null) {
        add(parameter, variables.value(parameter.key()), gradient, decay(parameter, options));
      }
    }
    squares = new double[stretches.size()];
    norm = new Task[] {Work.each(stretches.size(), i -> squares[i] = square(stretches.get(i)))};
    move = new Task[] {Work.each(stretches.size(), i -> move(stretches.get(i)))};
  }

  private static double decay(Parameter parameter, TrainingOptions options) {
    boolean spared = parameter.role() != Parameter.Role.WEIGHT && !options.decayNorms();
    return spared ? 0 : options.weightDecay();
  }

  private void add(Parameter parameter, float[] w, float[] g, double decay) {
    var first = new float[0];
    var second = new float[0];
    switch (optimizer) {
      case Optimizer.Sgd sgd when sgd.momentum() == 0 -> {}
      case Optimizer.Sgd sgd -> first = array("momentum." + parameter.key(), w.length);
      default -> {
        first = array("m." + parameter.key(), w.length);
        second = array("v." + parameter.key(), w.length);
      }
    }
    for (int from = 0; from < w.length; from += STRETCH) {
      int to = Math.min(w.length, from + STRETCH);
      stretches.add(new Stretch(w, g, first, second, (float) decay, from, to));
    }
  }

  private float[] array(String key, int length) {
    var array = new float[length];
    state.put(key, array);
    return array;
  }

  /** The optimiser's arrays by their keys, not copied. */
  Map<String, float[]> state() {
    return state;
  }

  /**
   * One update.
   *
   * @param number which one, from 1
   * @return the norm of the whole gradient, or NaN if it was not requested
   */
  double update(ThreadPool pool, double learningRate, long number) {
    rate = learningRate;
    step = number;
    clip = 1;
    double whole = Double.NaN;
    if (clipNorm.isPresent()) {
      pool.run(norm);
      double sum = 0;
      for (double square : squares) {
        sum += square;
      }
      whole = Math.sqrt(sum);
      // as PyTorch's clip_grad_norm_
      clip = Math.min(1, clipNorm.getAsDouble() / (whole + 1e-6));
    }
    pool.run(move);
    return whole;
  }

  private static double square(Stretch s) {
    double sum = 0;
    for (int i = s.from; i < s.to; i++) {
      sum += (double) s.g[i] * s.g[i];
    }
    return sum;
  }

  private void move(Stretch s) {
    float factor = (float) clip;
    switch (optimizer) {
      case Optimizer.Sgd sgd when sgd.momentum() == 0 -> descend(s, factor, (float) rate);
      case Optimizer.Sgd sgd when sgd.nesterov() ->
          nesterov(s, factor, (float) rate, (float) sgd.momentum());
      case Optimizer.Sgd sgd -> momentum(s, factor, (float) rate, (float) sgd.momentum());
      case Optimizer.Adam a -> adam(s, factor, s.decay, 1, a.beta1(), a.beta2(), a.eps());
      case Optimizer.AdamW a ->
          adam(s, factor, 0, (float) (1 - rate * s.decay), a.beta1(), a.beta2(), a.eps());
    }
    Arrays.fill(s.g, s.from, s.to, 0f);
  }

  private static void descend(Stretch s, float clip, float rate) {
    for (int i = s.from; i < s.to; i++) {
      s.w[i] -= rate * (clip * s.g[i] + s.decay * s.w[i]);
    }
  }

  private static void momentum(Stretch s, float clip, float rate, float momentum) {
    for (int i = s.from; i < s.to; i++) {
      float v = momentum * s.first[i] + (clip * s.g[i] + s.decay * s.w[i]);
      s.first[i] = v;
      s.w[i] -= rate * v;
    }
  }

  private static void nesterov(Stretch s, float clip, float rate, float momentum) {
    for (int i = s.from; i < s.to; i++) {
      float g = clip * s.g[i] + s.decay * s.w[i];
      float v = momentum * s.first[i] + g;
      s.first[i] = v;
      s.w[i] -= rate * (g + momentum * v);
    }
  }

  /** Kingma and Ba 2015, algorithm 1; {@code shrink} is AdamW's decay of the weight itself. */
  private void adam(
      Stretch s, float clip, float decay, float shrink, double beta1, double beta2, double eps) {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float c1 = (float) (1 - beta1);
    float c2 = (float) (1 - beta2);
    float size = (float) (rate / (1 - Math.pow(beta1, step)));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
    float small = (float) eps;
    for (int i = s.from; i < s.to; i++) {
      float g = clip * s.g[i] + decay * s.w[i];
      float m = b1 * s.first[i] + c1 * g;
      float v = b2 * s.second[i] + c2 * g * g;
      s.first[i] = m;
      s.second[i] = v;
      s.w[i] = s.w[i] * shrink - size * m / ((float) Math.sqrt(v) * correction + small);
    }
  }
}
