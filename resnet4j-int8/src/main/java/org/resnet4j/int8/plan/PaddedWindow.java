package org.resnet4j.int8.plan;

import java.util.List;
import org.resnet4j.export.onnx.OnnxNode;

/** A window that slides over a map, and the padding around the map. */
public record PaddedWindow(
    int height, int width, int stride, int top, int left, int bottom, int right) {
  static PaddedWindow of(OnnxNode node) {
    var kernel = node.wholes("kernel_shape", List.of(1L, 1L));
    var pads = node.wholes("pads", List.of(0L, 0L, 0L, 0L));
    var strides = node.wholes("strides", List.of(1L, 1L));
    return new PaddedWindow(
        Math.toIntExact(kernel.get(0)),
        Math.toIntExact(kernel.get(1)),
        Math.toIntExact(strides.getFirst()),
        Math.toIntExact(pads.get(0)),
        Math.toIntExact(pads.get(1)),
        Math.toIntExact(pads.get(2)),
        Math.toIntExact(pads.get(3)));
  }

  /** The widest padding on any side. */
  public int padding() {
    return Math.max(Math.max(top, bottom), Math.max(left, right));
  }

  int outputHeight(int rows) {
    return (rows + top + bottom - height) / stride + 1;
  }

  int outputWidth(int columns) {
    return (columns + left + right - width) / stride + 1;
  }
}
