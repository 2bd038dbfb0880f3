package org.resnet4j.engine.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.DropoutMask;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.ProbeReading;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** Training on {@link SoftmaxEngine}. */
final class SoftmaxTraining implements TrainingStep {
  private final TrainingOptions options;
  private final double dropout;
  private Weights weights;
  private Weights gradients;
  private Weights momentum;
  private Optional<Weights> average;
  private long updates;

  SoftmaxTraining(Weights weights, TrainingOptions options, double dropout) {
    this.options = options;
    this.dropout = dropout;
    this.weights = weights;
    gradients = zeros(weights);
    momentum = zeros(weights);
    average = options.average().map(decay -> weights.copy());
  }

  @Override
  public StepResult accumulate(Batch batch, StepRequest request) {
    int classes = weights.at(SoftmaxEngine.BIAS).data().length;
    var x = dropped(batch, request);
    var logits = SoftmaxEngine.logits(weights, x, batch.size());
    var gradient = new float[logits.length];
    double loss = 0;
    for (int i = 0; i < batch.size(); i++) {
      loss += loss(batch, i, logits, gradient, classes) / batch.size();
    }
    gather(x, gradient, classes, (float) request.scale());
    return new StepResult(loss, logits, classes, readings(batch, request, logits, gradient));
  }

  private float[] dropped(Batch batch, StepRequest request) {
    var x = java.util.Arrays.copyOf(batch.images(), batch.size() * batch.exampleLength());
    long stream = DropoutMask.stream(request.dropoutSeed(), "drop");
    for (int i = 0; request.batchStatistics() && i < x.length; i++) {
      x[i] *= DropoutMask.factor(stream, i, dropout);
    }
    return x;
  }

  /** An example's cross-entropy, and its gradient of the mean loss. */
  private static double loss(Batch batch, int i, float[] logits, float[] gradient, int classes) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      top = Math.max(top, logits[i * classes + k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(logits[i * classes + k] - top);
    }
    double loss = 0;
    for (int k = 0; k < classes; k++) {
      double logProbability = logits[i * classes + k] - top - Math.log(sum);
      double target = target(batch.targets(), i, k);
      loss -= target == 0 ? 0 : target * logProbability;
      gradient[i * classes + k] = (float) ((Math.exp(logProbability) - target) / batch.size());
    }
    return loss;
  }

  private static double target(Targets targets, int i, int k) {
    return switch (targets) {
      case Targets.Labels(int[] labels) -> labels[i] == k ? 1 : 0;
      case Targets.Distributions(float[] rows, int classes) -> rows[i * classes + k];
    };
  }

  private void gather(float[] x, float[] gradient, int classes, float scale) {
    float[] weight = gradients.at(SoftmaxEngine.WEIGHT).data();
    float[] bias = gradients.at(SoftmaxEngine.BIAS).data();
    int features = weight.length / classes;
    for (int at = 0; at < gradient.length; at++) {
      float g = scale * gradient[at];
      int k = at % classes;
      bias[k] += g;
      for (int f = 0; f < features; f++) {
        weight[k * features + f] += g * x[at / classes * features + f];
      }
    }
  }

  /** Of the logits alone: the only node whose gradient this engine has. */
  private static Map<String, ProbeReading> readings(
      Batch batch, StepRequest request, float[] logits, float[] gradient) {
    Map<String, ProbeReading> readings = new HashMap<>();
    var shape = Shape.of(batch.size(), logits.length / batch.size());
    for (var node : request.probes()) {
      if (!node.equals("fc")) {
        throw new UnsupportedOperationException("softmax regression probes 'fc' only");
      }
      var value = new NdArray(shape, logits.clone());
      readings.put(node, ProbeReading.ofFloats(value, new NdArray(shape, gradient.clone()), 1));
    }
    return readings;
  }

  @Override
  public double update(double learningRate) {
    float mu = (float) ((Optimizer.Sgd) options.optimizer()).momentum();
    float decay = (float) options.weightDecay();
    weights.keys().forEach(key -> options.parallel().processes().sum(gradients.at(key).data()));
    double squares = 0;
    for (var key : weights.keys()) {
      float[] w = weights.at(key).data();
      float[] g = gradients.at(key).data();
      float[] v = momentum.at(key).data();
      for (int i = 0; i < w.length; i++) {
        squares += g[i] * g[i];
        v[i] = mu * v[i] + g[i] + decay * w[i];
        w[i] -= (float) learningRate * v[i];
      }
      average.ifPresent(ema -> follow(ema.at(key).data(), w));
    }
    gradients = zeros(weights);
    updates++;
    return Math.sqrt(squares);
  }

  private void follow(float[] ema, float[] w) {
    float d = (float) options.average().orElseThrow().at(updates + 1);
    for (int i = 0; i < w.length; i++) {
      ema[i] = d * ema[i] + (1 - d) * w[i];
    }
  }

  @Override
  public Weights gradients() {
    return gradients.copy();
  }

  @Override
  public TrainingState state() {
    Map<String, NdArray> state = new LinkedHashMap<>();
    if (updates > 0) {
      momentum.copy().arrays().forEach((key, array) -> state.put("momentum." + key, array));
    }
    return new TrainingState(
        weights.copy(), new Weights(state), average.map(Weights::copy), updates);
  }

  @Override
  public void restore(TrainingState state) {
    weights = state.weights().copy();
    gradients = zeros(weights);
    momentum = zeros(weights);
    state
        .optimizer()
        .arrays()
        .forEach(
            (key, array) -> {
              float[] ours = momentum.at(key.substring("momentum.".length())).data();
              System.arraycopy(array.data(), 0, ours, 0, ours.length);
            });
    average = state.average().map(Weights::copy);
    updates = state.updates();
  }

  @Override
  public void close() {}

  private static Weights zeros(Weights like) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    like.arrays().forEach((key, array) -> arrays.put(key, NdArray.zeros(array.shape())));
    return new Weights(arrays);
  }
}
