package org.resnet4j.export.int8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.export.onnx.OnnxType;

/**
 * Turns a graph of floats into one that a runtime computes in 8-bit integers. Each value that is
 * held as bytes is written once as such and read back wherever it is used ({@code QuantizeLinear},
 * {@code DequantizeLinear}); runtimes put operations between the two into integers. Activations are
 * bytes from 0 to 255 with a zero point, weights signed bytes with a scale an output channel,
 * biases 32-bit integers. The first convolution stays in floats, whose products of bytes overflow
 * most on processors that add them with saturation ({@code docs/int8.md}). So does what does not
 * quantise, such as local response normalisation.
 */
public final class Quantiser {
  private static final String INPUT = "input";

  private final IntegerPlan plan;
  private final Map<String, OnnxTensor> floats = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, String> readBack = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * A graph in integers.
   *
   * @param weighted how many convolutions and linear layers there are
   * @param integers how many of them are computed in integers
   */
  public record Quantised(OnnxModel model, int weighted, int integers) {}

  private Quantiser(OnnxModel model, IntegerPlan plan) {
    this.plan = plan;
    model.constants().forEach(constant -> floats.put(constant.name(), constant));
    taken.addAll(floats.keySet());
    taken.add(model.input().name());
    model.nodes().forEach(node -> taken.addAll(List.of(node.name(), node.output())));
  }

  /**
   * The graph in integers.
   *
   * @param model of floats, batch norms folded
   * @param ranges of its values; an operation on others stays in floats. {@code input} is the
   *     normalised images, also where the graph takes bytes
   * @throws org.resnet4j.export.ExportException if weights are not finite
   */
  public static Quantised quantise(OnnxModel model, Map<String, ValueRange> ranges) {
    var known = new HashMap<>(ranges);
    if (model.input().type() == OnnxType.UINT8 && ranges.containsKey(INPUT)) {
      known.put(OnnxExporter.NORMALISED, known.remove(INPUT));
    }
    var late = LateRelu.of(model, known);
    var plan = new IntegerPlan(late, known);
    var quantiser = new Quantiser(late, plan);
    var integers = quantiser.graph(late);
    return new Quantised(integers, plan.weighted(false), plan.weighted(true));
  }

  private OnnxModel graph(OnnxModel model) {
    hold(model.input().name());
    for (var node : model.nodes()) {
      var inputs = plan.integer(node) ? integerInputs(node) : floatInputs(node);
      nodes.add(
          new OnnxNode(node.operator(), node.name(), inputs, node.output(), node.attributes()));
      hold(node.output());
    }
    var used = new LinkedHashSet<String>();
    nodes.forEach(node -> used.addAll(node.inputs()));
    floats.forEach((name, tensor) -> constants.putIfAbsent(name, tensor));
    constants.keySet().retainAll(used);
    return new OnnxModel(
        model.name(),
        nodes,
        List.copyOf(constants.values()),
        model.input(),
        model.output(),
        model.metadata());
  }

  private List<String> floatInputs(OnnxNode node) {
    return node.inputs().stream().map(x -> readBack.getOrDefault(x, x)).toList();
  }

  /** Writes a value as bytes, if it is held so, and reads it back. */
  private void hold(String value) {
    plan.code(value)
        .ifPresent(
            code -> {
              var scale =
                  constant(value + ".scale", List.of(), new OnnxTensor.Floats(code.scale()));
              var zero =
                  constant(
                      value + ".zero",
                      List.of(),
                      new OnnxTensor.Bytes(OnnxType.UINT8, (byte) code.zeroPoint()));
              var bytes = add("QuantizeLinear", value + ".bytes", List.of(value, scale, zero), -1);
              var read = List.of(bytes, scale, zero);
              readBack.put(value, add("DequantizeLinear", value + ".numbers", read, -1));
            });
  }

  private List<String> integerInputs(OnnxNode node) {
    var inputs = new ArrayList<>(floatInputs(node));
    if (inputs.size() > 1
        && floats.containsKey(inputs.get(1))
        && IntegerPlan.weighted(node.operator())) {
      var weight = floats.get(inputs.get(1));
      var bias = inputs.size() > 2 ? WeightBytes.floats(floats.get(inputs.get(2))) : new float[0];
      float scale = plan.code(node.inputs().getFirst()).orElseThrow().scale();
      var bytes = WeightBytes.of(weight, bias, scale);
      inputs.set(1, weights(weight, bytes));
      if (inputs.size() > 2) {
        inputs.set(2, biases(floats.get(inputs.get(2)), bias, bytes.sumScales(scale)));
      }
    }
    return inputs;
  }

  private String weights(OnnxTensor weight, WeightBytes bytes) {
    var name = weight.name();
    int out = weight.sizes().getFirst();
    var codes =
        constant(
            name + ".bytes", weight.sizes(), new OnnxTensor.Bytes(OnnxType.INT8, bytes.codes()));
    var scales = constant(name + ".scales", List.of(out), new OnnxTensor.Floats(bytes.scales()));
    var zeros = new OnnxTensor.Bytes(OnnxType.INT8, new byte[out]);
    var zero = constant(name + ".zeros", List.of(out), zeros);
    return add("DequantizeLinear", name + ".numbers", List.of(codes, scales, zero), 0);
  }

  private String biases(OnnxTensor bias, float[] numbers, float[] scales) {
    var name = bias.name();
    var codes = new OnnxTensor.Ints(WeightBytes.biases(numbers, scales));
    var whole = constant(name + ".sums", bias.sizes(), codes);
    var scale = constant(name + ".scales", bias.sizes(), new OnnxTensor.Floats(scales));
    return add("DequantizeLinear", name + ".numbers", List.of(whole, scale), 0);
  }

  private String add(String operator, String wish, List<String> inputs, int axis) {
    var name = unique(wish);
    Map<String, OnnxNode.Attribute> attributes =
        axis < 0 ? Map.of() : Map.of("axis", new OnnxNode.Whole(axis));
    nodes.add(new OnnxNode(operator, name, inputs, name, attributes));
    return name;
  }

  private String constant(String wish, List<Integer> sizes, OnnxTensor.Values values) {
    var name = unique(wish);
    constants.put(name, new OnnxTensor(name, sizes, values));
    return name;
  }

  private String unique(String wish) {
    var name = wish;
    for (int i = 2; !taken.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }
}
