package org.resnet4j.int8.plan;

import java.util.List;
import org.resnet4j.model.Shape;

/**
 * What is computed, in this order.
 *
 * @param input (C, H, W) of an image, normalised floats
 * @param images the graph's name of the images
 * @param output the value that is the result: (N, outputs)
 * @param outputs how many numbers an image gets
 */
public record Plan(String images, Shape input, List<Step> steps, String output, int outputs) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /** The same without weights. */
  public Plan bare() {
    return new Plan(images, input, steps.stream().map(Step::bare).toList(), output, outputs);
  }
}
