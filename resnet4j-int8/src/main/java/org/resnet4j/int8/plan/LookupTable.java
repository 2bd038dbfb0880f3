package org.resnet4j.int8.plan;

import java.util.HashMap;
import java.util.Map;
import org.resnet4j.export.evaluate.Dense;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;

/** Functions of single bytes as tables: all 256 of every channel computed once. */
public final class LookupTable {
  private static final int CODES = 256;

  private LookupTable() {}

  static Step.Lookup of(GraphIndex graph, OnnxNode node, Ending end, ByteMap in, ByteMap out) {
    int channels = in.channels();
    var numbers = new float[channels * CODES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.scale().number(i % CODES);
    }
    var constants = new HashMap<String, OnnxTensor>();
    for (var input : node.inputs()) {
      graph.constant(input).ifPresent(tensor -> constants.put(input, tensor));
    }
    var all = new Dense(new int[] {1, channels, CODES, 1}, numbers);
    float[] results =
        OnnxEvaluator.node(node, Map.of(node.inputs().getFirst(), all), constants).data();
    var codes = new byte[results.length];
    for (int i = 0; i < codes.length; i++) {
      float number = end.relu() ? Math.max(results[i], 0) : results[i];
      codes[i] = (byte) out.scale().code(number);
    }
    return new Step.Lookup(node.name(), in, codes, out);
  }

  /** Bytes of one scale as those of another. */
  public static byte[] between(ByteScale from, ByteScale to) {
    var codes = new byte[CODES];
    for (int i = 0; i < CODES; i++) {
      codes[i] = (byte) to.code(from.number(i));
    }
    return codes;
  }
}
