package org.resnet4j.export.int8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;

/**
 * Takes the ReLU of the first convolution, which stays in floats, after the maximum that follows it
 * instead of before: max(0, ·) and the maximum of a window commute. With the maximum next to where
 * bytes begin, ONNX Runtime moves it there, and takes it of bytes far more slowly.
 */
final class LateRelu {
  private LateRelu() {}

  /**
   * The graph with the ReLU in its new place; the value behind both keeps its name.
   *
   * @param ranges of values; that of the value behind both is added
   */
  static OnnxModel of(OnnxModel model, Map<String, ValueRange> ranges) {
    var pool = model.nodes().stream().filter(node -> node.operator().equals("MaxPool")).findFirst();
    var relu = pool.flatMap(node -> before(model, node));
    if (relu.isEmpty()) {
      return model;
    }
    var range = ranges.remove(relu.get().output());
    if (range != null) {
      ranges.put(pool.get().output(), range);
    }
    return exchanged(model, relu.get(), pool.get());
  }

  /** The ReLU of the first convolution, if this maximum is all that is made of it. */
  private static Optional<OnnxNode> before(OnnxModel model, OnnxNode pool) {
    var relu = producer(model, pool.inputs().getFirst(), "Relu");
    var convolution = relu.flatMap(node -> producer(model, node.inputs().getFirst(), "Conv"));
    boolean first =
        convolution.isPresent()
            && IntegerPlan.first(model).equals(convolution)
            && takers(model, convolution.get().output()) == 1
            && takers(model, relu.orElseThrow().output()) == 1;
    return relu.filter(node -> first);
  }

  private static Optional<OnnxNode> producer(OnnxModel model, String value, String operator) {
    return model.nodes().stream()
        .filter(node -> node.output().equals(value) && node.operator().equals(operator))
        .findFirst();
  }

  private static long takers(OnnxModel model, String value) {
    return model.nodes().stream().filter(node -> node.inputs().contains(value)).count();
  }

  private static OnnxModel exchanged(OnnxModel model, OnnxNode relu, OnnxNode pool) {
    var nodes = new ArrayList<>(model.nodes());
    var between = pool.output() + ".signed";
    nodes.set(nodes.indexOf(relu), node(pool, relu.inputs().getFirst(), between));
    nodes.set(nodes.indexOf(pool), node(relu, between, pool.output()));
    return new OnnxModel(
        model.name(), nodes, model.constants(), model.input(), model.output(), model.metadata());
  }

  private static OnnxNode node(OnnxNode like, String input, String output) {
    return new OnnxNode(like.operator(), like.name(), List.of(input), output, like.attributes());
  }
}
