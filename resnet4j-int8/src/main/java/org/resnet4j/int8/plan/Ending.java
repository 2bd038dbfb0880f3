package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnet4j.export.onnx.OnnxNode;

/**
 * What stands between an operation and the bytes of its result.
 *
 * @param relu whether a ReLU does
 * @param quantise the node that makes the bytes
 * @param nodes all of it
 */
record Ending(boolean relu, OnnxNode quantise, List<OnnxNode> nodes) {

  /** The ending of a node whose result is held as bytes and otherwise unused. */
  static Optional<Ending> of(GraphIndex graph, OnnxNode node) {
    var nodes = new ArrayList<OnnxNode>();
    var relu = graph.onlyTaker(node.output(), "Relu");
    relu.ifPresent(nodes::add);
    var value = relu.map(OnnxNode::output).orElse(node.output());
    return graph
        .onlyTaker(value, GraphIndex.QUANTIZE)
        .map(
            quantise -> {
              nodes.add(quantise);
              return new Ending(relu.isPresent(), quantise, nodes);
            });
  }
}
