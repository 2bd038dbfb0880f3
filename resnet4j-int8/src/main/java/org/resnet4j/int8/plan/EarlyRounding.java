package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;

/**
 * Rounds floats to bytes, and takes their ReLU, before a maximum is taken of them, not after it:
 * the result is the same, since both keep order, and the maximum of bytes is faster.
 */
final class EarlyRounding {
  private final GraphIndex graph;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Set<OnnxNode> late = new HashSet<>();

  private EarlyRounding(OnnxModel model) {
    graph = new GraphIndex(model);
    model.nodes().forEach(this::add);
  }

  /** The graph with what is rounded early. */
  static OnnxModel of(OnnxModel model) {
    return new OnnxModel(
        model.name(),
        new EarlyRounding(model).nodes,
        model.constants(),
        model.input(),
        model.output(),
        model.metadata());
  }

  private void add(OnnxNode node) {
    if (late.contains(node)) {
      return;
    }
    rounded(node).ifPresentOrElse(after -> addRounded(node, after), () -> nodes.add(node));
  }

  /** The node that alone takes the maximum of floats, or its ReLU, and rounds it. */
  private Optional<OnnxNode> rounded(OnnxNode node) {
    return node.operator().equals("MaxPool") && graph.readBack(node.inputs().getFirst()).isEmpty()
        ? graph.onlyTaker(relu(node).orElse(node).output(), GraphIndex.QUANTIZE)
        : Optional.empty();
  }

  private Optional<OnnxNode> relu(OnnxNode pool) {
    return graph.onlyTaker(pool.output(), "Relu");
  }

  private void addRounded(OnnxNode pool, OnnxNode after) {
    var value = pool.inputs().getFirst();
    var relu = relu(pool);
    if (relu.isPresent()) {
      late.add(relu.get());
      value = add(relu.get(), pool, ".relu", List.of(value));
    }
    var inputs = new ArrayList<>(after.inputs());
    inputs.set(0, value);
    inputs.set(0, add(after, pool, ".early", inputs));
    var numbers = pool.output() + ".read";
    nodes.add(new OnnxNode(GraphIndex.DEQUANTIZE, numbers, inputs, numbers, after.attributes()));
    nodes.add(
        new OnnxNode(
            pool.operator(),
            pool.name(),
            List.of(numbers),
            relu.orElse(pool).output(),
            pool.attributes()));
  }

  /** Adds one like another, before the maximum; the name of what comes out. */
  private String add(OnnxNode like, OnnxNode pool, String end, List<String> inputs) {
    var name = pool.output() + end;
    nodes.add(new OnnxNode(like.operator(), name, inputs, name, like.attributes()));
    return name;
  }
}
