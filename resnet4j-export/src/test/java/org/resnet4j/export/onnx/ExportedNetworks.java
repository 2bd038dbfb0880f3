package org.resnet4j.export.onnx;

import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.globalAvgPool;
import static org.resnet4j.model.Layers.relu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;

/**
 * ExportedNetworks to export: the zoo's with statistics that are not 0 and 1, and trees it lacks.
 */
public final class ExportedNetworks {
  private ExportedNetworks() {}

  /** A network of the zoo; its batch norms have statistics as after some training. */
  public static Network trained(Architecture architecture) {
    var fresh = Network.create(architecture, 1);
    var random = new Random(7);
    var arrays = new LinkedHashMap<String, NdArray>();
    fresh.weights().arrays().forEach((key, array) -> arrays.put(key, moved(key, array, random)));
    return new Network(fresh.layer(), new Weights(arrays));
  }

  private static NdArray moved(String key, NdArray array, Random random) {
    if (key.endsWith("weight")) {
      return array;
    }
    var copy = array.copy();
    for (int i = 0; i < copy.data().length; i++) {
      if (key.endsWith("running_mean")) {
        copy.data()[i] = (float) (0.2 * random.nextGaussian());
      } else if (key.endsWith("running_var")) {
        copy.data()[i] = 0.5f + random.nextFloat();
      } else if (key.endsWith("bias")) {
        copy.data()[i] += (float) (0.1 * random.nextGaussian());
      }
    }
    return copy;
  }

  static Network zoo(String name) {
    return trained(Zoo.of(name));
  }

  /** Trees that the zoo lacks, with the inputs they take. */
  public static Map<String, Architecture> own() {
    var trees = new LinkedHashMap<String, Architecture>();
    put(trees, "grid that does not divide", Shape.of(3, 11, 7), uneven());
    put(trees, "response norm of an even size", Shape.of(6, 8, 8), evenNorm());
    put(trees, "x + conv(x)", Shape.of(4, 9, 9), bareBranch());
    put(trees, "padded mean and partial windows", Shape.of(2, 10, 13), pools());
    put(trees, "batch norm first", Shape.of(3, 6, 6), normFirst());
    return trees;
  }

  private static void put(Map<String, Architecture> trees, String name, Shape in, Layer layer) {
    trees.put(name, new Architecture(name, layer, in, 5, Initialisation.DEFAULT));
  }

  private static Layer uneven() {
    return chain()
        .add("conv", new Conv2d(3, 8, 3, 1, 1, true))
        .add("tanh", new Activation(Activation.Function.TANH))
        .add("pool", new AdaptiveAvgPool2d(4, 3))
        .add("flatten", new Flatten())
        .add("fc", new Linear(96, 5, false))
        .build();
  }

  private static Layer evenNorm() {
    return chain()
        .add("conv", new Conv2d(6, 6, 3, 1, 1, 3, true))
        .add("norm", new LocalResponseNorm(4, 0.3, 0.75, 2))
        .add("pool", globalAvgPool())
        .add("flatten", new Flatten())
        .add("fc", new Linear(6, 5))
        .build();
  }

  private static Layer bareBranch() {
    return chain()
        .add("", new Residual(conv3x3(4, 4, 1), new Identity()))
        .add("widen", new Residual(conv3x3(4, 9, 2), new PaddedIdentity(4, 9, 2)))
        .add("pool", globalAvgPool())
        .add("flatten", new Flatten())
        .add("fc", new Linear(9, 5))
        .build();
  }

  private static Layer pools() {
    return chain()
        .add("mean", new AvgPool2d(3, 2, 1))
        .add("max", new MaxPool2d(3, 2, 1, true))
        .add(
            "split",
            new Concat(
                List.of(
                    new Named("a", new MaxPool2d(2, 1, 0, false)),
                    new Named("b", new Conv2d(2, 3, 2, 1, 0, true)))))
        .add("pool", globalAvgPool())
        .add("flatten", new Flatten())
        .add("fc", new Linear(5, 5))
        .build();
  }

  private static Layer normFirst() {
    return chain()
        .add("norm", batchNorm(3))
        .add("relu", relu())
        .add("conv", conv3x3(3, 7, 1))
        .add("bn", new BatchNorm2d(7, 1e-2, 0.1))
        .add("relu2", relu())
        .add("pool", globalAvgPool())
        .add("flatten", new Flatten())
        .add("fc", new Linear(7, 5))
        .build();
  }
}
