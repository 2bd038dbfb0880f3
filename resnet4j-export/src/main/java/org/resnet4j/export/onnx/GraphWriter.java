package org.resnet4j.export.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnet4j.export.ExportException;

/**
 * A graph being written: nodes in order, constants once each, every name unique. Names of values,
 * nodes and constants share one space, as the standard wants it.
 */
final class GraphWriter {
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  GraphWriter(String input, String output) {
    taken.add(input);
    taken.add(output);
  }

  List<OnnxNode> nodes() {
    return nodes;
  }

  List<OnnxTensor> constants() {
    return List.copyOf(constants.values());
  }

  /** Adds an operation at this place of the tree and gives the name of what comes out. */
  String add(String operator, String path, List<String> inputs) {
    return add(operator, path, inputs, Map.of());
  }

  String add(
      String operator,
      String path,
      List<String> inputs,
      Map<String, OnnxNode.Attribute> attributes) {
    var name = unique(path.isEmpty() ? operator : path);
    nodes.add(new OnnxNode(operator, name, inputs, name, attributes));
    return name;
  }

  /** The last operation, whose output is the graph's. */
  void addLast(String operator, List<String> inputs, String output) {
    var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
    if (operator.equals("Softmax")) {
      attributes.put("axis", new OnnxNode.Whole(1));
    }
    nodes.add(new OnnxNode(operator, unique(operator), inputs, output, attributes));
  }

  /** Adds a constant under its key in the state dict, or a free name like it. */
  String constant(String key, List<Integer> sizes, OnnxTensor.Values values) {
    var name = unique(key);
    constants.put(name, new OnnxTensor(name, sizes, values));
    return name;
  }

  String floats(String key, List<Integer> sizes, float... values) {
    return constant(key, sizes, new OnnxTensor.Floats(values));
  }

  String longs(String key, long... values) {
    return constant(key, List.of(values.length), new OnnxTensor.Longs(values));
  }

  private String unique(String wish) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(wish)) {
      throw new ExportException(
          "the layer name '%s' is not valid Unicode, as ONNX names must be".formatted(wish));
    }
    var name = wish;
    for (int i = 2; !taken.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }
}
