package org.resnet4j.engine.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * A small honest engine for tests: softmax regression with dropout on its input, SGD with momentum,
 * weight decay and a moving average of the weights, in plain Java. It computes its own {@link
 * #network} only, and keeps the contract with {@link org.resnet4j.engine.CheckedEngine} around it.
 *
 * @param dropout the probability that it uses, whatever the network says
 */
public record SoftmaxEngine(double dropout) implements Engine {
  public static final String WEIGHT = "fc.weight";
  public static final String BIAS = "fc.bias";

  public SoftmaxEngine() {
    this(0.1);
  }

  /** Dropout, flatten, linear; all weights 0. */
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
    return new SoftmaxTraining(network.weights().copy(), options, dropout);
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
        var image = Shape.of(size, channels, height, width);
        var seen = values(image, images, SoftmaxEngine.logits(weights, images, size));
        seen.keySet().retainAll(nodes);
        return seen;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  /** (size, classes) of images (size, features). */
  static float[] logits(Weights weights, float[] x, int size) {
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

  /** Every node's value in evaluation, for images of this shape. */
  private static Map<String, NdArray> values(Shape image, float[] images, float[] logits) {
    int size = image.size(0);
    var x = java.util.Arrays.copyOf(images, Math.toIntExact(image.elements()));
    var flat = Shape.of(size, x.length / size);
    var out = new NdArray(Shape.of(size, logits.length / size), logits);
    Map<String, NdArray> seen = new HashMap<>();
    seen.put("input", new NdArray(image, x));
    seen.put("drop", new NdArray(image, x.clone()));
    seen.put("flatten", new NdArray(flat, x.clone()));
    seen.put("fc", out);
    seen.put("", out.copy());
    return seen;
  }
}
