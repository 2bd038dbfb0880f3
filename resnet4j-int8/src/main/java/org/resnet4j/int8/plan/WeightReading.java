package org.resnet4j.int8.plan;

import java.util.Arrays;
import java.util.Optional;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.export.onnx.OnnxType;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.IntegerWeights;

/** The weights of a convolution or linear layer, as the graph holds them. */
final class WeightReading {
  private final GraphIndex graph;

  WeightReading(GraphIndex graph) {
    this.graph = graph;
  }

  /**
   * In integers, the input's zero point folded into the bias.
   *
   * @return scales are those of the sums; empty if the weights are no signed bytes
   */
  Optional<IntegerWeights> integers(OnnxNode node, ByteScale input) {
    var tensor = graph.integers(node.inputs().get(1)).orElse(null);
    if (tensor == null
        || !(tensor.values() instanceof OnnxTensor.Bytes bytes)
        || bytes.type() != OnnxType.INT8) {
      return Optional.empty();
    }
    int outputs = tensor.sizes().getFirst();
    var scales = graph.scales(node.inputs().get(1));
    var bias = new int[outputs];
    if (node.inputs().size() > 2) {
      var integers = graph.integers(node.inputs().get(2)).map(OnnxTensor::values).orElse(null);
      if (!(integers instanceof OnnxTensor.Ints ints)) {
        return Optional.empty();
      }
      bias = ints.data().clone();
    }
    var sums = new float[outputs];
    int each = bytes.count() / outputs;
    for (int k = 0; k < outputs; k++) {
      sums[k] = input.scale() * scales[scales.length == 1 ? 0 : k];
      if (input.zero() != 0) {
        bias[k] -= input.zero() * sum(bytes.data(), k * each, each);
      }
    }
    return Optional.of(new IntegerWeights(bytes.data(), bias, sums));
  }

  private static int sum(byte[] weights, int from, int count) {
    int sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /** The same with scales from sums to these bytes. */
  static IntegerWeights into(IntegerWeights weights, ByteScale output) {
    var scale = weights.scale().clone();
    for (int k = 0; k < scale.length; k++) {
      scale[k] /= output.scale();
    }
    return new IntegerWeights(weights.bytes(), weights.bias(), scale);
  }

  /** In floats; empty if the weights are no constants of floats. */
  Optional<FloatWeights> floats(OnnxNode node) {
    var tensor = graph.constant(node.inputs().get(1)).orElse(null);
    if (tensor == null || !(tensor.values() instanceof OnnxTensor.Floats weights)) {
      return Optional.empty();
    }
    var bias =
        node.inputs().size() > 2
            ? graph.floats(node.inputs().get(2))
            : new float[tensor.sizes().getFirst()];
    return Optional.of(
        new FloatWeights(weights.data(), Arrays.copyOf(bias, tensor.sizes().getFirst())));
  }
}
