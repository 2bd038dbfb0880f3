package org.resnet4j.export.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model as a value: a graph and what stands beside it.
 *
 * @param name of the graph; the network's
 * @param nodes in an order in which they can be computed
 * @param constants weights and whatever else never changes
 * @param input what goes in
 * @param output what comes out
 * @param metadata text beside the graph: class names, preprocessing
 */
public record OnnxModel(
    String name,
    List<OnnxNode> nodes,
    List<OnnxTensor> constants,
    Value input,
    Value output,
    Map<String, String> metadata) {

  /** The operator set of every exported graph. */
  public static final int OPSET = 17;

  /** The version of the file format: runtimes refuse newer ones than they know. */
  public static final int IR_VERSION = 8;

  public OnnxModel {
    nodes = List.copyOf(nodes);
    constants = List.copyOf(constants);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * A value at the border of the graph.
   *
   * @param sizes of one example, outermost first; the batch stands before them and may be any
   */
  public record Value(String name, OnnxType type, List<Integer> sizes) {
    public Value {
      sizes = List.copyOf(sizes);
    }
  }
}
