package org.resnet4j.export.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.export.onnx.OnnxNode.Real;
import org.resnet4j.export.onnx.OnnxNode.Whole;
import org.resnet4j.export.onnx.OnnxNode.Wholes;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameters;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** The nodes of each leaf of the tree, and of what joins branches. */
final class LayerNodes {
  private final GraphWriter writer;
  private final PoolNodes pools;
  private final Weights weights;

  LayerNodes(GraphWriter writer, Weights weights) {
    this.writer = writer;
    this.weights = weights;
    pools = new PoolNodes(writer);
  }

  /** The name of what comes out of a leaf. */
  String leaf(String path, Layer layer, Flow in) {
    var x = in.name();
    return switch (layer) {
      case Conv2d c -> convolution(path, c, x);
      case PartialConv2d c -> partialConvolution(path, c, x);
      case BatchNorm2d b -> batchNorm(path, b, x);
      case Linear l -> linear(path, l, x);
      case Subsampling s -> subsampling(path, s, x);
      case RadialBasis r -> radialBasis(path, r, x);
      case Activation a -> activation(path, a.function(), x);
      case MaxPool2d p -> pools.maximum(path, p, in);
      case AvgPool2d p -> pools.mean(path, p, x);
      case AdaptiveAvgPool2d p -> pools.adaptive(path, p, in);
      case LocalResponseNorm n -> responseNorm(path, n, in);
      case Flatten f -> writer.add("Flatten", path, List.of(x), Map.of("axis", new Whole(1)));
      case PaddedIdentity p -> paddedIdentity(path, p, x);
      case Dropout d -> x;
      case Identity i -> x;
      case Combinator c -> throw new IllegalStateException("not a leaf: " + c);
    };
  }

  String sum(String path, String branch, String shortcut) {
    return writer.add("Add", Parameters.path(path, "sum"), List.of(branch, shortcut));
  }

  String concat(String path, List<String> parts) {
    return writer.add("Concat", path, parts, Map.of("axis", new Whole(1)));
  }

  /** h t + x (1 − t). */
  String carry(String path, String h, String t, String x) {
    var transformed = writer.add("Mul", Parameters.path(path, "transformed"), List.of(h, t));
    var one = writer.floats(Parameters.path(path, "one"), List.of(), 1);
    var rest = writer.add("Sub", Parameters.path(path, "carry"), List.of(one, t));
    var carried = writer.add("Mul", Parameters.path(path, "carried"), List.of(x, rest));
    return writer.add("Add", path, List.of(transformed, carried));
  }

  private String convolution(String path, Conv2d c, String x) {
    var inputs = new ArrayList<>(List.of(x, weight(path, "weight")));
    if (c.bias()) {
      inputs.add(weight(path, "bias"));
    }
    return writer.add(
        "Conv", path, inputs, window(c.kernel(), c.stride(), c.padding(), c.groups()));
  }

  /** As a convolution in which the connections that the table lacks have weights of zero. */
  private String partialConvolution(String path, PartialConv2d c, String x) {
    var kernels = array(path, "weight").data();
    int each = c.kernel() * c.kernel();
    var dense = new float[c.out() * c.in() * each];
    int next = 0;
    for (int k = 0; k < c.out(); k++) {
      for (int input : c.connections().get(k)) {
        System.arraycopy(kernels, next * each, dense, (k * c.in() + input) * each, each);
        next++;
      }
    }
    var sizes = List.of(c.out(), c.in(), c.kernel(), c.kernel());
    var weight = writer.floats(Parameters.path(path, "weight"), sizes, dense);
    var inputs = List.of(x, weight, weight(path, "bias"));
    return writer.add("Conv", path, inputs, window(c.kernel(), 1, 0, 1));
  }

  private String batchNorm(String path, BatchNorm2d b, String x) {
    var inputs =
        List.of(
            x,
            weight(path, "weight"),
            weight(path, "bias"),
            weight(path, "running_mean"),
            weight(path, "running_var"));
    return writer.add(
        "BatchNormalization", path, inputs, Map.of("epsilon", new Real((float) b.eps())));
  }

  private String linear(String path, Linear l, String x) {
    var inputs = new ArrayList<>(List.of(x, weight(path, "weight")));
    if (l.bias()) {
      inputs.add(weight(path, "bias"));
    }
    return writer.add("Gemm", path, inputs, Map.of("transB", new Whole(1)));
  }

  /** As a convolution of one 2 × 2 kernel a channel, all four weights the coefficient. */
  private String subsampling(String path, Subsampling s, String x) {
    var coefficients = array(path, "weight").data();
    var kernels = new float[4 * s.channels()];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = coefficients[i / 4];
    }
    var sizes = List.of(s.channels(), 1, 2, 2);
    var weight = writer.floats(Parameters.path(path, "weight"), sizes, kernels);
    var inputs = List.of(x, weight, weight(path, "bias"));
    return writer.add("Conv", path, inputs, window(2, 2, 0, s.channels()));
  }

  private String radialBasis(String path, RadialBasis r, String x) {
    var axes = writer.longs(Parameters.path(path, "axes"), 1);
    var rows = writer.add("Unsqueeze", Parameters.path(path, "rows"), List.of(x, axes));
    var away = Parameters.path(path, "difference");
    var difference = writer.add("Sub", away, List.of(rows, weight(path, "codes")));
    var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
    attributes.put("axes", Wholes.of(2));
    attributes.put("keepdims", new Whole(0));
    var distance = Parameters.path(path, "distance");
    var squares = writer.add("ReduceSumSquare", distance, List.of(difference), attributes);
    return writer.add("Neg", path, List.of(squares));
  }

  private String activation(String path, Activation.Function function, String x) {
    return switch (function) {
      case RELU -> writer.add("Relu", path, List.of(x));
      case TANH -> writer.add("Tanh", path, List.of(x));
      case SIGMOID -> writer.add("Sigmoid", path, List.of(x));
      case SCALED_TANH -> {
        var slope = writer.floats(Parameters.path(path, "slope"), List.of(), 2f / 3);
        var scaled = writer.add("Mul", Parameters.path(path, "scaled"), List.of(x, slope));
        var tanh = writer.add("Tanh", Parameters.path(path, "tanh"), List.of(scaled));
        var amplitude = writer.floats(Parameters.path(path, "amplitude"), List.of(), 1.7159f);
        yield writer.add("Mul", path, List.of(tanh, amplitude));
      }
    };
  }

  /**
   * The standard's own operator where the window has a middle; its α is {@code size} times ours.
   * Runtimes refuse even sizes, which are written as a sum over channels by a constant convolution.
   */
  private String responseNorm(String path, LocalResponseNorm n, Flow in) {
    if (n.size() % 2 == 1) {
      var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
      attributes.put("size", new Whole(n.size()));
      attributes.put("alpha", new Real((float) (n.alpha() * n.size())));
      attributes.put("beta", new Real((float) n.beta()));
      attributes.put("bias", new Real((float) n.k()));
      return writer.add("LRN", path, List.of(in.name()), attributes);
    }
    int channels = in.shape().channels();
    var band = new float[channels * channels];
    var offset = new float[channels];
    for (int c = 0; c < channels; c++) {
      int from = Math.max(0, c - n.size() / 2);
      int to = Math.min(channels - 1, c + (n.size() - 1) / 2);
      for (int other = from; other <= to; other++) {
        band[c * channels + other] = (float) n.alpha();
      }
      offset[c] = (float) n.k();
    }
    var sizes = List.of(channels, channels, 1, 1);
    var weight = writer.floats(Parameters.path(path, "band"), sizes, band);
    var bias = writer.floats(Parameters.path(path, "offset"), List.of(channels), offset);
    var x = in.name();
    var squares = writer.add("Mul", Parameters.path(path, "squares"), List.of(x, x));
    var sums =
        writer.add(
            "Conv",
            Parameters.path(path, "sums"),
            List.of(squares, weight, bias),
            window(1, 1, 0, 1));
    var beta = writer.floats(Parameters.path(path, "beta"), List.of(), (float) n.beta());
    var power = writer.add("Pow", Parameters.path(path, "power"), List.of(sums, beta));
    return writer.add("Div", path, List.of(x, power));
  }

  private String paddedIdentity(String path, PaddedIdentity p, String x) {
    var taken = x;
    if (p.stride() > 1) {
      var starts = writer.longs(Parameters.path(path, "starts"), 0, 0);
      var ends = writer.longs(Parameters.path(path, "ends"), Integer.MAX_VALUE, Integer.MAX_VALUE);
      var axes = writer.longs(Parameters.path(path, "axes"), 2, 3);
      var steps = writer.longs(Parameters.path(path, "steps"), p.stride(), p.stride());
      var name = Parameters.path(path, "taken");
      taken = writer.add("Slice", name, List.of(x, starts, ends, axes, steps));
    }
    int after = p.out() - p.in() - p.before();
    var pads = writer.longs(Parameters.path(path, "pads"), 0, p.before(), 0, 0, 0, after, 0, 0);
    return writer.add("Pad", path, List.of(taken, pads));
  }

  private static Map<String, OnnxNode.Attribute> window(
      int kernel, int stride, int padding, int groups) {
    var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
    attributes.put("kernel_shape", Wholes.of(kernel, kernel));
    attributes.put("strides", Wholes.of(stride, stride));
    attributes.put("pads", Wholes.of(padding, padding, padding, padding));
    attributes.put("group", new Whole(groups));
    return attributes;
  }

  private NdArray array(String path, String name) {
    return weights.at(Parameters.path(path, name));
  }

  private String weight(String path, String name) {
    var array = array(path, name);
    return writer.floats(Parameters.path(path, name), array.shape().sizes(), array.data());
  }
}
