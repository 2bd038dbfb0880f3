package org.resnet4j.vector;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Precision;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Activation;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Concat;
import org.resnet4j.model.Layer.Head;
import org.resnet4j.model.Layer.Highway;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Layer.WithHeads;
import org.resnet4j.model.Shape;
import org.resnet4j.torch.TorchEngineProvider;
import org.resnet4j.weights.Initialiser;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** Two engines, a network and a batch to hold them against each other. */
final class Twins {
  private Twins() {}

  static Engine vector(int threads) {
    return new VectorEngineProvider().open(EngineOptions.cpu().withThreads(threads));
  }

  static Engine torch(Precision precision) {
    return new TorchEngineProvider().open(new EngineOptions(new Device.Cpu(), precision, 2));
  }

  /** A network of the zoo; {@code input} empty: its own size. */
  static Architecture architecture(String model, String input) {
    return input.isEmpty()
        ? Zoo.of(model)
        : Zoo.of(model, ZooOptions.DEFAULTS.withInput(Shape.parse(input)));
  }

  static Network network(Architecture architecture) {
    return new Network(architecture.layer(), Initialiser.draw(architecture, 0));
  }

  static Batch batch(Architecture architecture, int size) {
    var input = architecture.input();
    var random = new Random(1);
    var images = new float[size * Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(size, 0, architecture.classes()).toArray();
    return new Batch(
        images,
        new ImageShape(input.channels(), input.height(), input.width()),
        new Targets.Labels(labels));
  }

  /**
   * The same network with tanh for each ReLU: smooth, so that a difference in the last bit stays
   * one, where a ReLU's gradient jumps.
   */
  static Layer smooth(Layer layer) {
    return switch (layer) {
      case Activation a when a.function() == Function.RELU -> new Activation(Function.TANH);
      case Chain c -> smooth(c);
      case Residual r -> new Residual(smooth(r.branch()), smooth(r.shortcut()));
      case Concat c -> new Concat(smooth(c.branches()));
      case Highway h -> new Highway(smooth(h.transform()), smooth(h.gate()), h.gateBias());
      case WithHeads w ->
          new WithHeads(
              smooth(w.trunk()),
              w.heads().stream()
                  .map(h -> new Head(h.name(), h.after(), smooth(h.layer()), h.weight()))
                  .toList(),
              smooth(w.classifier()));
      default -> layer;
    };
  }

  private static Chain smooth(Chain chain) {
    return new Chain(smooth(chain.layers()));
  }

  private static List<Named> smooth(List<Named> layers) {
    return layers.stream().map(n -> new Named(n.name(), smooth(n.layer()))).toList();
  }

  /** max |a − b| / max |b|. */
  static double error(float[] a, float[] b) {
    double difference = difference(a, b);
    return difference == 0 ? 0 : difference / largest(b);
  }

  /**
   * The worst error of all arrays, each by its own scale, but none below a millionth of the largest
   * of all: what has vanished is not compared.
   */
  static double worst(Weights a, Weights b) {
    return errors(a, b).max().orElse(0);
  }

  /** The middle one of these errors. */
  static double median(Weights a, Weights b) {
    var errors = errors(a, b).sorted().toArray();
    return errors[errors.length / 2];
  }

  private static DoubleStream errors(Weights a, Weights b) {
    double largest =
        b.arrays().values().stream().mapToDouble(array -> largest(array.data())).max().orElse(0);
    return b.keys().stream()
        .mapToDouble(
            key -> {
              double scale = Math.max(largest(b.at(key).data()), 1e-6 * largest);
              return difference(a.at(key).data(), b.at(key).data()) / scale;
            });
  }

  private static double largest(float[] array) {
    double largest = 0;
    for (float value : array) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double difference(float[] a, float[] b) {
    double difference = 0;
    for (int i = 0; i < b.length; i++) {
      difference = Math.max(difference, Math.abs((double) a[i] - b[i]));
      if (Float.isNaN(a[i]) != Float.isNaN(b[i])) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return difference;
  }
}
