package org.resnet4j.cli.export;

import java.util.Optional;
import java.util.Random;
import org.resnet4j.engine.Predictor;
import org.resnet4j.evaluate.Scores;
import org.resnet4j.export.ExportException;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxOptions.PixelOrder;
import org.resnet4j.export.onnx.OnnxOptions.Pixels;
import org.resnet4j.model.Shape;

/**
 * Runs a graph that was written, by the standard's definitions, beside what it was written from.
 */
final class WrittenGraph {
  private static final int IMAGES = 2;

  /** What the order of sums explains. */
  static final double ROUNDING = 1e-4;

  private WrittenGraph() {}

  /**
   * How far the outputs differ, at most, relative to the largest.
   *
   * @param right the logits that are right
   * @param pixels how the graph normalises bytes itself, if it does
   * @param allowed the largest difference that is none
   * @throws ExportException if it is more than rounding explains
   */
  static double difference(
      OnnxModel model,
      Predictor right,
      Shape input,
      Optional<Pixels> pixels,
      boolean softmax,
      double allowed) {
    var random = new Random(1);
    int plane = input.height() * input.width();
    var numbers = new float[IMAGES * input.channels() * plane];
    var given = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      int c = i / plane % input.channels();
      int level = random.nextInt(256);
      numbers[i] =
          (float)
              pixels
                  .map(p -> (level / 255.0 - p.mean().get(c)) / p.deviation().get(c))
                  .orElse((level - 128) / 64.0)
                  .doubleValue();
      int image = i / (input.channels() * plane);
      boolean nested = pixels.map(p -> p.order() == PixelOrder.NHWC).orElse(false);
      int at = nested ? (image * plane + i % plane) * input.channels() + c : i;
      given[at] = pixels.isPresent() ? level : numbers[i];
    }
    float[] expected =
        right.logits(numbers, IMAGES, input.channels(), input.height(), input.width());
    int classes = expected.length / IMAGES;
    double scale = 0;
    double most = 0;
    var output = OnnxEvaluator.run(model, given, IMAGES);
    for (int image = 0; image < IMAGES; image++) {
      var likely = softmax ? Scores.softmax(expected, image * classes, classes) : new double[0];
      for (int k = 0; k < classes; k++) {
        double wanted = softmax ? likely[k] : expected[image * classes + k];
        scale = Math.max(scale, Math.abs(wanted));
        most = Math.max(most, Math.abs(wanted - output[image * classes + k]));
      }
    }
    double difference = most / Math.max(scale, Float.MIN_NORMAL);
    if (!(difference <= allowed)) {
      throw new ExportException(
          "the written graph computes something else: it differs by %.1e of the outputs' scale"
              .formatted(difference));
    }
    return difference;
  }
}
