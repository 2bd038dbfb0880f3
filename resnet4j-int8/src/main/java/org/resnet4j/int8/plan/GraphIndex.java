package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.engine.EngineException;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;

/** A graph's nodes by what they give and take, and its constants by name. */
final class GraphIndex {
  static final String QUANTIZE = "QuantizeLinear";
  static final String DEQUANTIZE = "DequantizeLinear";

  private final Map<String, OnnxTensor> constants = new HashMap<>();
  private final Map<String, OnnxNode> producers = new HashMap<>();
  private final Map<String, List<OnnxNode>> takers = new HashMap<>();

  GraphIndex(OnnxModel model) {
    model.constants().forEach(constant -> constants.put(constant.name(), constant));
    for (var node : model.nodes()) {
      producers.put(node.output(), node);
      node.inputs().forEach(x -> takers.computeIfAbsent(x, none -> new ArrayList<>()).add(node));
    }
  }

  Optional<OnnxTensor> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  Optional<OnnxNode> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  List<OnnxNode> takers(String value) {
    return takers.getOrDefault(value, List.of());
  }

  /** The only node that takes a value, if it is of this operator. */
  Optional<OnnxNode> onlyTaker(String value, String operator) {
    var all = takers(value);
    return all.size() == 1 && all.getFirst().operator().equals(operator)
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }

  /** The node that reads this value back from bytes or integers. */
  Optional<OnnxNode> readBack(String value) {
    return producer(value).filter(node -> node.operator().equals(DEQUANTIZE));
  }

  /** The integers of a constant that is read back: weights or biases. */
  Optional<OnnxTensor> integers(String value) {
    return readBack(value).flatMap(node -> constant(node.inputs().getFirst()));
  }

  /** The scales by which a constant is read back. */
  float[] scales(String value) {
    return floats(readBack(value).orElseThrow().inputs().get(1));
  }

  float[] floats(String name) {
    if (constant(name).map(OnnxTensor::values).orElse(null) instanceof OnnxTensor.Floats floats) {
      return floats.data();
    }
    throw new EngineException("the graph's '%s' is not a constant of floats".formatted(name));
  }

  /** The scale by which a node quantises. */
  ByteScale scale(OnnxNode quantise) {
    float scale = floats(quantise.inputs().get(1))[0];
    int zero = 0;
    if (quantise.inputs().size() > 2) {
      var values = constant(quantise.inputs().get(2)).orElseThrow().values();
      if (!(values instanceof OnnxTensor.Bytes bytes)
          || bytes.type() != org.resnet4j.export.onnx.OnnxType.UINT8) {
        throw new EngineException(
            "'%s' makes signed bytes; only unsigned ones are computed".formatted(quantise.name()));
      }
      zero = bytes.data()[0] & 0xff;
    }
    return new ByteScale(scale, zero);
  }
}
