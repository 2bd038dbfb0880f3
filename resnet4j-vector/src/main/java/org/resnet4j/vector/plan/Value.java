package org.resnet4j.vector.plan;

import org.resnet4j.vector.kernel.memory.Layout;

/**
 * A numbered array of the plan: an activation or a gradient, without its batch. A feature vector is
 * laid out as an image of one pixel.
 *
 * @param image whether users see it as (C, H, W), not as (F)
 * @param planes whether it stays where the batch comes, in plain (N, C, H, W), not in blocks
 */
public record Value(int id, int channels, int height, int width, boolean image, boolean planes) {

  Layout layout(int batch) {
    return new Layout(batch, channels, height, width);
  }

  /** Another array of the same size. */
  Value like(int other) {
    return new Value(other, channels, height, width, image, false);
  }

  Value asPlanes() {
    return new Value(id, channels, height, width, image, true);
  }

  /** Floats that it takes for a batch: none where it stays where the batch comes. */
  long floats(int batch) {
    return planes ? 0 : layout(batch).floats();
  }

  @Override
  public String toString() {
    return !image
        ? "%%%d %d".formatted(id, channels)
        : "%%%d %dx%dx%d".formatted(id, channels, height, width);
  }
}
