package org.resnet4j.analyze;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.Network;

/**
 * Where in an image a network sees a class: Grad-CAM (Selvaraju et al. 2017). The maps of a
 * convolutional node are weighted by the mean gradient of the class's logit, summed, and cut at
 * zero.
 *
 * @param height of the heat map, the node's
 * @param width of the heat map, the node's
 * @param heat (height, width), row-major, scaled to [0, 1]
 */
public record GradCam(int height, int width, float[] heat) {
  @Override
  public boolean equals(Object other) {
    return other instanceof GradCam cam
        && height == cam.height
        && width == cam.width
        && Arrays.equals(heat, cam.heat);
  }

  @Override
  public int hashCode() {
    return Objects.hash(height, width, Arrays.hashCode(heat));
  }

  /**
   * The last node whose output is an image larger than 1 × 1: the usual choice for Grad-CAM.
   *
   * @param network the network to look into
   * @param input (C, H, W)
   * @return the node's path
   * @throws IllegalArgumentException if the network has no such node
   */
  public static String lastImageNode(Network network, Shape input) {
    return Shapes.trace(network.layer(), input).stream()
        .filter(node -> !node.trainingOnly() && node.out().isImage() && node.out().height() > 1)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalArgumentException("the network has no convolutional node"))
        .path();
  }

  /**
   * The heat map of one image.
   *
   * @param engine computes the gradient; stays the caller's
   * @param network the trained network; not written to
   * @param input (C, H, W), the image's
   * @param image (C, H, W), normalised as in training
   * @param classIndex the class to look for
   * @param node a node whose output is an image, see {@link #lastImageNode}
   * @return the heat map, of the node's size
   * @throws org.resnet4j.engine.EngineException if the network has no such node, or the engine
   *     refuses the network
   */
  public static GradCam of(
      Engine engine, Network network, Shape input, float[] image, int classIndex, String node) {
    int classes = Shapes.infer(network.layer(), input).size(0);
    try (var step = engine.training(network, TrainingOptions.sgd(input, 1))) {
      return of(step, input, classes, image, classIndex, node);
    }
  }

  /**
   * The heat map of one of many images of the same network.
   *
   * @param step of the network, for a batch of one, that is used for nothing else: this adds to its
   *     gradients, and changes neither weights nor running statistics
   * @param input (C, H, W), the image's
   * @param classes how many logits the network has
   * @param image (C, H, W), normalised as in training
   * @param classIndex the class to look for
   * @param node a node whose output is an image, see {@link #lastImageNode}
   * @return the heat map, of the node's size
   * @throws org.resnet4j.engine.EngineException if the network has no such node
   */
  public static GradCam of(
      TrainingStep step, Shape input, int classes, float[] image, int classIndex, String node) {
    var batch =
        new Batch(
            image,
            new ImageShape(input.channels(), input.height(), input.width()),
            logitOf(classIndex, classes));
    var reading =
        step.accumulate(batch, new StepRequest(1, false, 0, Set.of(node))).readings().get(node);
    if (reading == null) {
      throw new IllegalArgumentException("the network has no node '%s'".formatted(node));
    }
    var shape = reading.value().shape();
    return of(reading.value().data(), reading.gradient().data(), shape);
  }

  /**
   * Targets whose cross-entropy is the mean logit minus one logit: rows that sum to 0 cancel the
   * normaliser, and the gradient at the logits is exactly e_c − 1 / classes with the sign changed.
   */
  private static Targets logitOf(int classIndex, int classes) {
    var weights = new float[classes];
    Arrays.fill(weights, -1f / classes);
    weights[classIndex] += 1;
    return new Targets.Distributions(weights, classes);
  }

  private static GradCam of(float[] value, float[] gradient, Shape shape) {
    int channels = shape.size(1);
    int height = shape.size(2);
    int width = shape.size(3);
    int area = height * width;
    var heat = new float[area];
    for (int c = 0; c < channels; c++) {
      double weight = 0;
      for (int i = 0; i < area; i++) {
        weight -= gradient[c * area + i];
      }
      for (int i = 0; i < area; i++) {
        heat[i] += (float) (weight / area * value[c * area + i]);
      }
    }
    float max = 0;
    for (int i = 0; i < area; i++) {
      heat[i] = Math.max(0, heat[i]);
      max = Math.max(max, heat[i]);
    }
    for (int i = 0; i < area && max > 0; i++) {
      heat[i] /= max;
    }
    return new GradCam(height, width, heat);
  }
}
