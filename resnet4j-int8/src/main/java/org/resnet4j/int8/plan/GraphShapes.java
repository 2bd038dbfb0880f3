package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.engine.EngineException;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;

/** The sizes of every value of a graph, of one image: without the batch. */
final class GraphShapes {
  private final GraphIndex graph;
  private final Map<String, List<Integer>> sizes = new HashMap<>();

  private GraphShapes(GraphIndex graph) {
    this.graph = graph;
  }

  static Map<String, List<Integer>> of(OnnxModel model, GraphIndex graph) {
    var shapes = new GraphShapes(graph);
    shapes.sizes.put(model.input().name(), model.input().sizes());
    for (var node : model.nodes()) {
      if (shapes.sizes.containsKey(node.inputs().getFirst())
          || node.inputs().stream().anyMatch(shapes.sizes::containsKey)) {
        shapes.sizes.put(node.output(), shapes.infer(node));
      }
    }
    return shapes.sizes;
  }

  private List<Integer> infer(OnnxNode node) {
    var x = sizes.getOrDefault(node.inputs().getFirst(), List.of());
    return switch (node.operator()) {
      case "Conv" -> slide(node, x, constantSizes(node, 1).getFirst());
      case "MaxPool", "AveragePool" -> slide(node, x, x.getFirst());
      case "GlobalAveragePool" -> List.of(x.getFirst(), 1, 1);
      case "Gemm" -> List.of(constantSizes(node, 1).getFirst());
      case "MatMul" -> matrices(node);
      case "Flatten" -> List.of(x.stream().reduce(1, Math::multiplyExact));
      case "Unsqueeze" -> List.of(1, x.getFirst());
      case "Transpose" -> List.of(x.get(2), x.get(0), x.get(1));
      case "ReduceSumSquare" -> constantRows(node);
      case "Concat" -> concat(node);
      case "Slice" -> every(x, (int) longs(node, 4)[0]);
      case "Pad" -> {
        var pads = longs(node, 1);
        yield List.of(x.get(0) + (int) (pads[1] + pads[5]), x.get(1), x.get(2));
      }
      case "Sub", "Add", "Mul", "Div", "Pow" -> broadcast(node);
      default -> x;
    };
  }

  private static List<Integer> slide(OnnxNode node, List<Integer> x, int channels) {
    var window = PaddedWindow.of(node);
    return List.of(channels, window.outputHeight(x.get(1)), window.outputWidth(x.get(2)));
  }

  private static List<Integer> every(List<Integer> x, int step) {
    return List.of(x.get(0), Math.ceilDiv(x.get(1), step), Math.ceilDiv(x.get(2), step));
  }

  private List<Integer> concat(OnnxNode node) {
    var parts = node.inputs().stream().map(sizes::get).toList();
    int channels = parts.stream().mapToInt(List::getFirst).sum();
    return List.of(channels, parts.getFirst().get(1), parts.getFirst().get(2));
  }

  /** Adaptive pooling: a matrix for rows from the left, one for columns from the right. */
  private List<Integer> matrices(OnnxNode node) {
    var left = sizes.get(node.inputs().get(0));
    if (left == null) {
      var x = sizes.get(node.inputs().get(1));
      return List.of(x.get(0), constantSizes(node, 0).getFirst(), x.get(2));
    }
    return List.of(left.get(0), left.get(1), constantSizes(node, 1).getLast());
  }

  /** The distances from each row of a matrix (rows, inner): one a row. */
  private List<Integer> constantRows(OnnxNode node) {
    return List.of(sizes.get(node.inputs().getFirst()).getFirst());
  }

  /** Of two values the larger; a constant's own sizes where it stretches the value. */
  private List<Integer> broadcast(OnnxNode node) {
    var result = new ArrayList<Integer>();
    for (var input : node.inputs()) {
      var own = new ArrayList<>(sizes.getOrDefault(input, List.of()));
      if (own.isEmpty()) {
        graph.constant(input).map(OnnxTensor::sizes).ifPresent(own::addAll);
        if (own.size() > 3) {
          own.removeFirst();
        }
      }
      while (result.size() < own.size()) {
        result.addFirst(1);
      }
      int shift = result.size() - own.size();
      for (int i = 0; i < own.size(); i++) {
        result.set(i + shift, Math.max(result.get(i + shift), own.get(i)));
      }
    }
    return List.copyOf(result);
  }

  private List<Integer> constantSizes(OnnxNode node, int input) {
    var name = node.inputs().get(input);
    return graph
        .integers(name)
        .or(() -> graph.constant(name))
        .map(OnnxTensor::sizes)
        .orElseThrow(
            () ->
                new EngineException(
                    "input %d of '%s' is not constant; only constant weights are computed"
                        .formatted(input, node.name())));
  }

  private long[] longs(OnnxNode node, int input) {
    var values = graph.constant(node.inputs().get(input)).map(OnnxTensor::values);
    if (values.orElse(null) instanceof OnnxTensor.Longs longs) {
      return longs.data();
    }
    throw new EngineException(
        "input %d of '%s' is not a constant of integers".formatted(input, node.name()));
  }
}
