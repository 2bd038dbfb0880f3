package org.resnet4j.int8.plan;

import java.util.HashMap;
import java.util.Map;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.onnx.OnnxTensor;

/** Constants of floats that the graph holds as integers. */
final class ConstantReading {
  private ConstantReading() {}

  static OnnxTensor of(GraphIndex graph, String name, OnnxTensor held) {
    var node = graph.readBack(name).orElseThrow();
    var constants = new HashMap<String, OnnxTensor>();
    node.inputs()
        .forEach(input -> graph.constant(input).ifPresent(tensor -> constants.put(input, tensor)));
    var numbers = OnnxEvaluator.node(node, Map.of(), constants).data();
    return new OnnxTensor(name, held.sizes(), new OnnxTensor.Floats(numbers));
  }
}
