package org.resnet4j.engine.contract;

import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.dropout;
import static org.resnet4j.model.Layers.globalAvgPool;
import static org.resnet4j.model.Layers.relu;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * What the promises are checked with.
 *
 * @param engines opens the engine
 * @param network a small one with dropout that the engine can compute, for images of {@link #INPUT}
 *     and {@link #CLASSES}; its last layer is named {@code fc}
 * @param probes nodes of it, {@code fc} among them
 * @param nativeObjects how many objects outside the Java heap are alive
 * @param trains whether the engine trains; one that only predicts keeps the other promises
 * @param tolerance how many times as far apart as in fp32 numbers may be that are the same but for
 *     rounding
 */
public record Specimen(
    Supplier<Engine> engines,
    Network network,
    Set<String> probes,
    LongSupplier nativeObjects,
    boolean trains,
    double tolerance) {
  static final Shape INPUT = Shape.of(3, 8, 8);
  static final int IMAGE = 192;
  static final int CLASSES = 5;
  static final int BATCH = 6;

  /** A residual network of two convolutions more than it needs to have every kind of state. */
  public static Specimen residual(
      Supplier<Engine> engines, LongSupplier nativeObjects, boolean trains, double tolerance) {
    var branch =
        chain()
            .add("conv1", conv3x3(4, 4, 1))
            .add("bn1", batchNorm(4))
            .add("relu", relu())
            .add("conv2", conv3x3(4, 4, 1))
            .add("bn2", batchNorm(4))
            .build();
    var block = chain().add("", new Residual(branch, new Identity())).add("relu", relu()).build();
    var layer =
        chain()
            .add("conv1", conv3x3(3, 4, 1))
            .add("bn1", batchNorm(4))
            .add("relu", relu())
            .add("block", block)
            .add("avgpool", globalAvgPool())
            .add("flatten", new Flatten())
            .add("dropout", dropout(0.3))
            .add("fc", new Linear(4, CLASSES))
            .build();
    var probes = Set.of("input", "conv1", "bn1", "relu", "block.sum", "block", "fc");
    return new Specimen(engines, drawn(layer, 1), probes, nativeObjects, trains, tolerance);
  }

  Engine open() {
    return engines.get();
  }

  /** A training step of the network, of an engine that trains. */
  Optional<TrainingStep> step(Engine engine) {
    return trains ? Optional.of(engine.training(network, options())) : Optional.empty();
  }

  /** Another network of the same tree. */
  Network other() {
    return drawn(network.layer(), 2);
  }

  /** Normal weights of a size that keeps activations near 1. */
  static Network drawn(Layer layer, long seed) {
    var random = new Random(seed);
    var arrays = new LinkedHashMap<String, NdArray>();
    for (var parameter : Parameters.of(layer)) {
      arrays.put(parameter.key(), drawn(parameter, random));
    }
    return new Network(layer, new Weights(arrays));
  }

  private static NdArray drawn(Parameter parameter, Random random) {
    var array = NdArray.zeros(parameter.shape());
    var data = array.data();
    boolean ofOne =
        parameter.key().endsWith("running_var") || parameter.key().matches(".*bn\\d\\.weight");
    double fanIn = data.length / (double) (array.shape().rank() > 0 ? array.shape().size(0) : 1);
    for (int i = 0; i < data.length; i++) {
      double normal = random.nextGaussian();
      data[i] =
          (float)
              switch (parameter.role()) {
                case WEIGHT -> normal * Math.sqrt(2 / fanIn);
                case BIAS, NORM, BUFFER -> ofOne ? 1 + 0.1 * Math.abs(normal) : 0.1 * normal;
                case COUNTER -> 0;
              };
    }
    return array;
  }

  static TrainingOptions options() {
    return new TrainingOptions(
        INPUT,
        BATCH,
        new Optimizer.Sgd(0.9, false),
        0.1,
        1e-3,
        true,
        OptionalDouble.empty(),
        Optional.of(AverageDecay.constant(0.9)),
        key -> false);
  }

  static float[] images(int size, long seed) {
    var random = new Random(seed);
    var images = new float[size * IMAGE];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  static Batch batch(int size, long seed) {
    var labels = new Random(seed).ints(size, 0, CLASSES).toArray();
    return batch(images(size, seed), new Targets.Labels(labels));
  }

  static Batch batch(float[] images, Targets targets) {
    return new Batch(images, new ImageShape(3, 8, 8), targets);
  }
}
