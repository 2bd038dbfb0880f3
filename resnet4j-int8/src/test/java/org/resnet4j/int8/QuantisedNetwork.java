package org.resnet4j.int8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.export.int8.Quantiser;
import org.resnet4j.export.int8.RangeChoice;
import org.resnet4j.export.int8.RangeRule;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** A network with random weights and statistics, in 8 bits, and images for it. */
record QuantisedNetwork(Shape input, int outputs, OnnxModel model, float[] images, int count) {

  /** A network of the zoo for square images of this side, ten classes. */
  static QuantisedNetwork zoo(String name, int side, int count) {
    int channels = Zoo.of(name).input().channels();
    var input = Shape.of(channels, side, side);
    var architecture = Zoo.of(name, ZooOptions.DEFAULTS.withInput(input).withClasses(10));
    return of(architecture, count);
  }

  static QuantisedNetwork of(Architecture architecture, int count) {
    var network = trained(architecture);
    var input = architecture.input();
    var numbers = new float[Math.toIntExact(count * input.elements())];
    var random = new Random(3);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    var shape = new ImageShape(input.channels(), input.height(), input.width());
    var batch = new Batch(numbers, shape, new Targets.Labels(new int[count]));
    var model = quantised(network, input, batch);
    return new QuantisedNetwork(input, architecture.classes(), model, numbers, count);
  }

  static OnnxModel quantised(Network network, Shape input, Batch images) {
    try (var engine = Engines.open("vector", EngineOptions.cpu(), network.layer())) {
      var rule = Optional.of(RangeRule.MIN_MAX);
      var choice = RangeChoice.of(network, input, engine, List.of(images), rule);
      var options = OnnxOptions.DEFAULTS.withFoldedBatchNorm();
      var floats = OnnxExporter.export("network", network, input, options);
      return Quantiser.quantise(floats, choice.ranges()).model();
    }
  }

  /** Batch norms have statistics as after some training. */
  private static Network trained(Architecture architecture) {
    var fresh = Network.create(architecture, 1);
    var random = new Random(7);
    var arrays = new LinkedHashMap<String, NdArray>();
    fresh.weights().arrays().forEach((key, array) -> arrays.put(key, moved(key, array, random)));
    return new Network(fresh.layer(), new Weights(arrays));
  }

  private static NdArray moved(String key, NdArray array, Random random) {
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

  /** The same graph up to each value that is held as bytes, by the name of the value. */
  Map<String, OnnxModel> upToEachMap() {
    var graphs = new LinkedHashMap<String, OnnxModel>();
    for (int i = 0; i < model.nodes().size(); i++) {
      var node = model.nodes().get(i);
      if (node.operator().equals("DequantizeLinear") && !isConstant(node.inputs().getFirst())) {
        var nodes = new ArrayList<>(model.nodes().subList(0, i + 1));
        nodes.add(new OnnxNode("Identity", "last", List.of(node.output()), "last", Map.of()));
        var output = new OnnxModel.Value("last", model.output().type(), List.of(1));
        graphs.put(
            node.inputs().getFirst(),
            new OnnxModel("part", nodes, model.constants(), model.input(), output, Map.of()));
      }
    }
    return graphs;
  }

  /** The step from a byte of this map to the next. */
  float quantum(String map) {
    var quantise =
        model.nodes().stream().filter(node -> node.output().equals(map)).findFirst().orElseThrow();
    return model.constants().stream()
        .filter(constant -> constant.name().equals(quantise.inputs().get(1)))
        .map(constant -> ((OnnxTensor.Floats) constant.values()).data()[0])
        .findFirst()
        .orElseThrow();
  }

  private boolean isConstant(String name) {
    return model.constants().stream().anyMatch(constant -> constant.name().equals(name));
  }
}
