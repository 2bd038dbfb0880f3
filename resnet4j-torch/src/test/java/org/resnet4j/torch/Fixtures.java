package org.resnet4j.torch;

import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.relu;

import java.util.LinkedHashMap;
import java.util.Random;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Precision;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.Dropout;
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

/** Small networks, numbers and engines for tests. */
final class Fixtures {
  static final Shape INPUT = Shape.of(3, 8, 8);
  static final int CLASSES = 5;

  private Fixtures() {}

  /** On one thread: small networks are done sooner so, on a busy machine by far. */
  static Engine engine(Precision precision) {
    return engine(precision, 1);
  }

  static Engine engine(Precision precision, int threads) {
    return new TorchEngineProvider().open(new EngineOptions(new Device.Cpu(), precision, threads));
  }

  /** Every kind of thing a step has to remember: batch norm, dropout, a shortcut, a classifier. */
  static Layer smallResNet() {
    return chain()
        .add("conv1", conv3x3(3, 4, 1))
        .add("bn1", batchNorm(4))
        .add("relu", relu())
        .add("block", block(4, new Identity()))
        .add("avgpool", new AdaptiveAvgPool2d(1, 1))
        .add("flatten", new Flatten())
        .add("dropout", new Dropout(0.3))
        .add("fc", new Linear(4, CLASSES))
        .build();
  }

  static Layer block(int channels, Layer shortcut) {
    var branch =
        chain()
            .add("conv1", conv3x3(channels, channels, 1))
            .add("bn1", batchNorm(channels))
            .add("relu", relu())
            .add("conv2", conv3x3(channels, channels, 1))
            .add("bn2", batchNorm(channels))
            .build();
    return chain().add("", new Residual(branch, shortcut)).add("relu", relu()).build();
  }

  /** Normal weights of a size that keeps activations near 1, γ and running variances near 1. */
  static Network network(Layer layer, long seed) {
    var random = new Random(seed);
    var arrays = new LinkedHashMap<String, NdArray>();
    for (var parameter : Parameters.of(layer)) {
      arrays.put(parameter.key(), draw(parameter, random));
    }
    return new Network(layer, new Weights(arrays));
  }

  private static NdArray draw(Parameter parameter, Random random) {
    var array = NdArray.zeros(parameter.shape());
    var data = array.data();
    double fanIn =
        (double) data.length
            / Math.max(1, parameter.shape().rank() > 0 ? parameter.shape().size(0) : 1);
    for (int i = 0; i < data.length; i++) {
      double normal = random.nextGaussian();
      data[i] =
          (float)
              switch (parameter.role()) {
                case WEIGHT -> normal * Math.sqrt(2 / fanIn);
                case BIAS -> 0.1 * normal;
                case NORM -> parameter.key().endsWith("weight") ? 1 + 0.1 * normal : 0.1 * normal;
                case BUFFER ->
                    parameter.key().endsWith("running_var") ? 1 + Math.abs(normal) : 0.1 * normal;
                case COUNTER -> 0;
              };
    }
    return array;
  }

  static Batch batch(Shape input, int size, int classes, long seed) {
    var random = new Random(seed);
    var labels = random.ints(size, 0, classes).toArray();
    return new Batch(
        normals(size * (int) input.elements(), seed + 1),
        new ImageShape(input.channels(), input.height(), input.width()),
        new Targets.Labels(labels));
  }

  static Batch batch(long seed) {
    return batch(INPUT, 6, CLASSES, seed);
  }

  static float[] normals(int count, long seed) {
    var random = new Random(seed);
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
