package org.resnet4j.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.DropoutMask;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * A small honest engine for tests of the loop: softmax regression with dropout on its input, SGD
 * with momentum, weight decay and a moving average of the weights, in plain Java.
 */
public record SoftmaxEngine(double dropout) implements Engine {
  static final String WEIGHT = "fc.weight";
  static final String BIAS = "fc.bias";

  /** Dropout, flatten, linear. */
  public static Network network(int features, int classes) {
    var layer =
        Layers.chain()
            .add("drop", new Layer.Dropout(0.1))
            .add("flatten", new Layer.Flatten())
            .add("fc", new Layer.Linear(features, classes))
            .build();
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put(WEIGHT, NdArray.zeros(Shape.of(classes, features)));
    arrays.put(BIAS, NdArray.zeros(Shape.of(classes)));
    return new Network(layer, new Weights(arrays));
  }

  public SoftmaxEngine() {
    this(0.1);
  }

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public String description() {
    return "softmax regression in plain Java";
  }

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    return Optional.empty();
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    return new Step(network.weights().copy(), options, dropout);
  }

  @Override
  public Predictor prediction(Network network) {
    var weights = network.weights().copy();
    return new Predictor() {
      @Override
      public float[] logits(float[] images, int size, int channels, int height, int width) {
        return SoftmaxEngine.logits(weights, images, size);
      }

      @Override
      public Map<String, NdArray> activations(
          float[] images, int size, int channels, int height, int width, Set<String> nodes) {
        return Map.of();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  private static float[] logits(Weights weights, float[] x, int size) {
    int classes = weights.at(WEIGHT).shape().size(0);
    int features = weights.at(WEIGHT).shape().size(1);
    float[] w = weights.at(WEIGHT).data();
    var out = new float[size * classes];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < classes; k++) {
        float sum = weights.at(BIAS).data()[k];
        for (int f = 0; f < features; f++) {
          sum += w[k * features + f] * x[i * features + f];
        }
        out[i * classes + k] = sum;
      }
    }
    return out;
  }

  private static final class Step implements TrainingStep {
    private final TrainingOptions options;
    private final double dropout;
    private Weights weights;
    private Weights gradients;
    private Weights momentum;
    private Optional<Weights> average;
    private long updates;

    Step(Weights weights, TrainingOptions options, double dropout) {
      this.options = options;
      this.dropout = dropout;
      this.weights = weights;
      gradients = zeros(weights);
      momentum = zeros(weights);
      average = options.averageDecay().isPresent() ? Optional.of(weights.copy()) : Optional.empty();
    }

    @Override
    public StepResult accumulate(Batch batch, StepRequest request) {
      int classes = weights.at(BIAS).data().length;
      int features = batch.exampleLength();
      var x = dropped(batch, request);
      var logits = logits(weights, x, batch.size());
      int[] labels = ((Targets.Labels) batch.targets()).labels();
      double loss = 0;
      float scale = (float) (request.scale() / batch.size());
      for (int i = 0; i < batch.size(); i++) {
        double top = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          top = Math.max(top, logits[i * classes + k]);
        }
        for (int k = 0; k < classes; k++) {
          sum += Math.exp(logits[i * classes + k] - top);
        }
        loss += Math.log(sum) + top - logits[i * classes + labels[i]];
        for (int k = 0; k < classes; k++) {
          double p = Math.exp(logits[i * classes + k] - top) / sum;
          float g = (float) (p - (k == labels[i] ? 1 : 0)) * scale;
          gradients.at(BIAS).data()[k] += g;
          for (int f = 0; f < features; f++) {
            gradients.at(WEIGHT).data()[k * features + f] += g * x[i * features + f];
          }
        }
      }
      return new StepResult(loss / batch.size(), logits, classes, Map.of());
    }

    private float[] dropped(Batch batch, StepRequest request) {
      var x = batch.images().clone();
      long stream = DropoutMask.stream(request.dropoutSeed(), "drop");
      for (int i = 0; i < x.length; i++) {
        x[i] *= DropoutMask.factor(stream, i, dropout);
      }
      return x;
    }

    @Override
    public double update(double learningRate) {
      float mu = (float) ((Optimizer.Sgd) options.optimizer()).momentum();
      float decay = (float) options.weightDecay();
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
        if (average.isPresent()) {
          float d = (float) options.averageDecay().getAsDouble();
          float[] a = average.get().at(key).data();
          for (int i = 0; i < w.length; i++) {
            a[i] = d * a[i] + (1 - d) * w[i];
          }
        }
      }
      gradients = zeros(weights);
      updates++;
      return Math.sqrt(squares);
    }

    @Override
    public Weights gradients() {
      return gradients.copy();
    }

    @Override
    public TrainingState state() {
      Map<String, NdArray> state = new LinkedHashMap<>();
      momentum.copy().arrays().forEach((key, array) -> state.put("momentum." + key, array));
      return new TrainingState(
          weights.copy(), new Weights(state), average.map(Weights::copy), updates);
    }

    @Override
    public void restore(TrainingState state) {
      weights = state.weights().copy();
      Map<String, NdArray> arrays = new LinkedHashMap<>();
      state
          .optimizer()
          .copy()
          .arrays()
          .forEach((key, array) -> arrays.put(key.substring("momentum.".length()), array));
      momentum = new Weights(arrays);
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
}
