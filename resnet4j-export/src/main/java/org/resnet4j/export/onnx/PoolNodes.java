package org.resnet4j.export.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.export.onnx.OnnxNode.Whole;
import org.resnet4j.export.onnx.OnnxNode.Wholes;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.AvgPool2d;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;

/**
 * The nodes of the poolings. Pads are always written out and {@code ceil_mode} is never set: for
 * partial windows runtimes and shape inference disagree.
 */
final class PoolNodes {
  private final GraphWriter writer;

  PoolNodes(GraphWriter writer) {
    this.writer = writer;
  }

  String maximum(String path, MaxPool2d p, Flow in) {
    var out = Shapes.infer(p, in.shape());
    int bottom = end(p, in.shape().height(), out.height());
    int right = end(p, in.shape().width(), out.width());
    var pads = Wholes.of(p.padding(), p.padding(), bottom, right);
    return writer.add("MaxPool", path, List.of(in.name()), window(p.kernel(), p.stride(), pads));
  }

  /** The padding after the last pixel: what the last window needs, where partial windows count. */
  private static int end(MaxPool2d p, int in, int out) {
    int needed = (out - 1) * p.stride() + p.kernel() - in - p.padding();
    return p.ceil() ? Math.max(0, needed) : p.padding();
  }

  String mean(String path, AvgPool2d p, String x) {
    var pads = Wholes.of(p.padding(), p.padding(), p.padding(), p.padding());
    var attributes = window(p.kernel(), p.stride(), pads);
    attributes.put("count_include_pad", new Whole(1));
    return writer.add("AveragePool", path, List.of(x), attributes);
  }

  /** Where the grid does not divide the image: A x Bᵀ, each row of A and B one window's mean. */
  String adaptive(String path, AdaptiveAvgPool2d p, Flow in) {
    int height = in.shape().height();
    int width = in.shape().width();
    if (p.height() == 1 && p.width() == 1) {
      return writer.add("GlobalAveragePool", path, List.of(in.name()));
    }
    if (p.height() == height && p.width() == width) {
      return in.name();
    }
    if (height % p.height() == 0 && width % p.width() == 0) {
      var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
      attributes.put("kernel_shape", Wholes.of(height / p.height(), width / p.width()));
      attributes.put("strides", Wholes.of(height / p.height(), width / p.width()));
      return writer.add("AveragePool", path, List.of(in.name()), attributes);
    }
    var rows =
        writer.floats(
            Parameters.path(path, "rows"),
            List.of(p.height(), height),
            windows(p.height(), height));
    var columns =
        writer.floats(
            Parameters.path(path, "columns"),
            List.of(width, p.width()),
            transposed(windows(p.width(), width), Shape.of(p.width(), width)));
    var name = Parameters.path(path, "means");
    var byRows = writer.add("MatMul", name, List.of(rows, in.name()));
    return writer.add("MatMul", path, List.of(byRows, columns));
  }

  /** Row i is the mean from ⌊i·size/count⌋ to ⌈(i + 1)·size/count⌉, as PyTorch's windows lie. */
  private static float[] windows(int count, int size) {
    var windows = new float[count * size];
    for (int i = 0; i < count; i++) {
      int from = Math.floorDiv(i * size, count);
      int to = Math.ceilDiv((i + 1) * size, count);
      for (int j = from; j < to; j++) {
        windows[i * size + j] = 1f / (to - from);
      }
    }
    return windows;
  }

  private static float[] transposed(float[] rows, Shape shape) {
    int height = shape.size(0);
    int width = shape.size(1);
    var columns = new float[rows.length];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        columns[j * height + i] = rows[i * width + j];
      }
    }
    return columns;
  }

  private static Map<String, OnnxNode.Attribute> window(int kernel, int stride, Wholes pads) {
    var attributes = new LinkedHashMap<String, OnnxNode.Attribute>();
    attributes.put("kernel_shape", Wholes.of(kernel, kernel));
    attributes.put("strides", Wholes.of(stride, stride));
    attributes.put("pads", pads);
    return attributes;
  }
}
