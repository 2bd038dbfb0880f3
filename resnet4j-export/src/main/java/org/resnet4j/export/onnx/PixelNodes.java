package org.resnet4j.export.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.export.ExportException;
import org.resnet4j.export.onnx.OnnxOptions.PixelOrder;
import org.resnet4j.export.onnx.OnnxOptions.Pixels;
import org.resnet4j.model.Shape;

/** The nodes between an input of bytes and the normalised floats that the network takes. */
final class PixelNodes {
  private PixelNodes() {}

  /** The graph's input. */
  static OnnxModel.Value input(String name, Shape shape, Optional<Pixels> pixels) {
    if (pixels.isEmpty()) {
      return new OnnxModel.Value(name, OnnxType.FLOAT, shape.sizes());
    }
    var sizes =
        pixels.get().order() == PixelOrder.NCHW
            ? shape.sizes()
            : List.of(shape.height(), shape.width(), shape.channels());
    return new OnnxModel.Value(name, OnnxType.UINT8, sizes);
  }

  /** The name of the normalised floats, (N, C, H, W). */
  static String write(GraphWriter writer, String input, Shape shape, Optional<Pixels> pixels) {
    return pixels.map(how -> normalised(writer, input, shape, how)).orElse(input);
  }

  private static String normalised(GraphWriter writer, String input, Shape shape, Pixels pixels) {
    int channels = shape.channels();
    if (pixels.mean().size() != channels) {
      throw new ExportException(
          "the network takes %d channels, the normalisation has %d"
              .formatted(channels, pixels.mean().size()));
    }
    var scale = new float[channels];
    var shift = new float[channels];
    for (int c = 0; c < channels; c++) {
      scale[c] = (float) (1 / (255 * pixels.deviation().get(c)));
      shift[c] = (float) (pixels.mean().get(c) / pixels.deviation().get(c));
    }
    var planes =
        pixels.order() == PixelOrder.NCHW
            ? input
            : writer.add(
                "Transpose",
                "pixels.planes",
                List.of(input),
                Map.of("perm", OnnxNode.Wholes.of(0, 3, 1, 2)));
    var floats =
        writer.add(
            "Cast",
            "pixels.floats",
            List.of(planes),
            Map.of("to", new OnnxNode.Whole(OnnxType.FLOAT.code())));
    var each = List.of(1, channels, 1, 1);
    var scaled =
        writer.add(
            "Mul", "pixels.scaled", List.of(floats, writer.floats("pixels.scale", each, scale)));
    return writer.add(
        "Sub",
        OnnxExporter.NORMALISED,
        List.of(scaled, writer.floats("pixels.shift", each, shift)));
  }
}
