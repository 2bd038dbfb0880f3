package org.resnet4j.export.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.resnet4j.export.ExportException;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.export.onnx.OnnxType;

/**
 * Computes an exported graph by the standard's definitions, in plain loops: slow, and independent
 * of every engine. It knows the operators that exports use. Convolutions of bytes are summed as
 * integers, without rounding.
 */
public final class OnnxEvaluator {
  private final Map<String, OnnxTensor> constants;
  private final Map<String, Dense> values = new HashMap<>();
  private final Map<String, ByteOperators.Codes> codes = new HashMap<>();

  private OnnxEvaluator(Map<String, OnnxTensor> constants) {
    this.constants = constants;
  }

  /**
   * The graph's output for some images.
   *
   * @param input {@code batch} images in the graph's own order, row-major; bytes as 0 to 255
   * @return (batch, classes), row-major
   */
  public static float[] run(OnnxModel model, float[] input, int batch) {
    var constants = new HashMap<String, OnnxTensor>();
    model.constants().forEach(constant -> constants.put(constant.name(), constant));
    return new OnnxEvaluator(constants).compute(model, input, batch);
  }

  /**
   * What one node gives.
   *
   * @param values what it takes, as far as that is not constant
   * @param constants of the graph; only those that the node takes are looked at
   * @throws ExportException if the operator is not known, or an input is missing
   */
  public static Dense node(
      OnnxNode node, Map<String, Dense> values, Map<String, OnnxTensor> constants) {
    var evaluator = new OnnxEvaluator(constants);
    evaluator.values.putAll(values);
    return evaluator.compute(node);
  }

  private float[] compute(OnnxModel model, float[] input, int batch) {
    var inner = model.input().sizes();
    var sizes = new int[inner.size() + 1];
    sizes[0] = batch;
    for (int i = 0; i < inner.size(); i++) {
      sizes[i + 1] = inner.get(i);
    }
    values.put(model.input().name(), new Dense(sizes, input));
    var lastUse = new HashMap<String, OnnxNode>();
    model.nodes().forEach(node -> node.inputs().forEach(name -> lastUse.put(name, node)));
    for (var node : model.nodes()) {
      values.put(node.output(), compute(node));
      node.inputs().stream().filter(name -> lastUse.get(name) == node).forEach(this::forget);
    }
    return values.get(model.output().name()).data();
  }

  private void forget(String name) {
    values.remove(name);
    codes.remove(name);
  }

  private Dense compute(OnnxNode node) {
    var x = value(node.inputs().getFirst());
    return switch (node.operator()) {
      case "Conv" -> convolution(node, x);
      case "QuantizeLinear" -> quantised(node, x);
      case "DequantizeLinear" -> readBack(node, x);
      case "MaxPool" -> WindowOperators.pool(node, x, true);
      case "AveragePool" -> WindowOperators.pool(node, x, false);
      case "GlobalAveragePool" -> WindowOperators.globalMean(x);
      case "Gemm" -> MatrixOperators.gemm(x, value(node, 1), optional(node, 2));
      case "MatMul" -> MatrixOperators.matMul(x, value(node, 1));
      case "BatchNormalization" -> ElementOperators.batchNorm(node, x, inputs(node));
      case "LRN" -> ElementOperators.responseNorm(node, x);
      case "Relu" -> each(x, v -> Math.max(v, 0));
      case "Tanh" -> each(x, Math::tanh);
      case "Sigmoid" -> each(x, v -> 1 / (1 + Math.exp(-v)));
      case "Neg" -> each(x, v -> -v);
      case "Identity", "Cast" -> x;
      case "Add" -> both(node, x, Double::sum);
      case "Sub" -> both(node, x, (a, b) -> a - b);
      case "Mul" -> both(node, x, (a, b) -> a * b);
      case "Div" -> both(node, x, (a, b) -> a / b);
      case "Pow" -> both(node, x, Math::pow);
      case "Concat" -> ElementOperators.concat(inputs(node));
      case "Flatten" -> x.reshaped(x.size(0), x.after(1));
      case "Unsqueeze" -> x.reshaped(x.size(0), 1, x.size(1));
      case "Softmax" -> ElementOperators.softmax(x);
      case "Transpose" -> ElementOperators.planes(x);
      case "ReduceSumSquare" -> ElementOperators.sumOfSquares(x);
      case "Slice" -> ElementOperators.everyPixel(x, (int) longs(node, 4)[0]);
      case "Pad" -> ElementOperators.padChannels(x, longs(node, 1));
      default ->
          throw new ExportException(
              "no definition of the operator '%s'".formatted(node.operator()));
    };
  }

  private Dense convolution(OnnxNode node, Dense x) {
    var bias = optional(node, 2);
    var bytes = codes.get(node.inputs().get(0));
    var weight = codes.get(node.inputs().get(1));
    return bytes != null && weight != null
        ? WindowOperators.convolution(node, bytes, weight, bias)
        : WindowOperators.convolution(node, x, value(node, 1), bias);
  }

  private Dense quantised(OnnxNode node, Dense x) {
    boolean signed = constants.get(node.inputs().get(2)).values().type() == OnnxType.INT8;
    float[] zero = optional(node, 2);
    return ByteOperators.quantise(x, value(node, 1).data()[0], (int) zero[0], signed);
  }

  private Dense readBack(OnnxNode node, Dense x) {
    int axis = (int) node.whole("axis", 1);
    var read = ByteOperators.dequantise(x, value(node, 1).data(), optional(node, 2), axis);
    codes.put(node.output(), read);
    return read.numbers();
  }

  private static Dense each(Dense x, DoubleUnaryOperator function) {
    return ElementOperators.each(x, function);
  }

  private Dense both(OnnxNode node, Dense x, DoubleBinaryOperator function) {
    return ElementOperators.both(x, value(node, 1), function);
  }

  private List<Dense> inputs(OnnxNode node) {
    return node.inputs().stream().map(this::value).toList();
  }

  private Dense value(OnnxNode node, int index) {
    return value(node.inputs().get(index));
  }

  private float[] optional(OnnxNode node, int index) {
    return node.inputs().size() > index ? value(node, index).data() : new float[0];
  }

  private long[] longs(OnnxNode node, int index) {
    return constants.get(node.inputs().get(index)).values() instanceof OnnxTensor.Longs longs
        ? longs.data()
        : new long[0];
  }

  private Dense value(String name) {
    var computed = values.get(name);
    if (computed != null) {
      return computed;
    }
    var constant = constants.get(name);
    if (constant == null) {
      throw new ExportException("the graph uses '%s' before it is there".formatted(name));
    }
    var sizes = constant.sizes().stream().mapToInt(Integer::intValue).toArray();
    return new Dense(sizes, floats(constant.values()));
  }

  private static float[] floats(OnnxTensor.Values values) {
    return switch (values) {
      case OnnxTensor.Floats floats -> floats.data();
      case OnnxTensor.Longs longs -> {
        var data = new float[longs.count()];
        for (int i = 0; i < data.length; i++) {
          data[i] = longs.data()[i];
        }
        yield data;
      }
      case OnnxTensor.Ints ints -> {
        var data = new float[ints.count()];
        for (int i = 0; i < data.length; i++) {
          data[i] = ints.data()[i];
        }
        yield data;
      }
      case OnnxTensor.Bytes bytes -> {
        var data = new float[bytes.count()];
        for (int i = 0; i < data.length; i++) {
          int value = bytes.data()[i];
          data[i] = bytes.type() == OnnxType.UINT8 ? value & 0xff : value;
        }
        yield data;
      }
    };
  }
}
