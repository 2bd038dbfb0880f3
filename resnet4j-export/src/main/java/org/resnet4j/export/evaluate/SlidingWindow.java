package org.resnet4j.export.evaluate;

import java.util.List;
import org.resnet4j.export.onnx.OnnxNode;

/** A window that slides over an image, with the padding before the image. */
record SlidingWindow(int kernelHeight, int kernelWidth, int stride, int top, int left) {
  static SlidingWindow of(OnnxNode node) {
    var kernel = node.wholes("kernel_shape", List.of());
    var pads = node.wholes("pads", List.of(0L, 0L, 0L, 0L));
    var strides = node.wholes("strides", List.of(1L, 1L));
    return new SlidingWindow(
        Math.toIntExact(kernel.get(0)),
        Math.toIntExact(kernel.get(1)),
        Math.toIntExact(strides.getFirst()),
        Math.toIntExact(pads.get(0)),
        Math.toIntExact(pads.get(1)));
  }
}
