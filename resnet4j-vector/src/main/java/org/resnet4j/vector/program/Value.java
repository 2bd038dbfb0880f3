package org.resnet4j.vector.program;

import java.util.Locale;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.kernel.memory.Layout;

/**
 * A numbered array of a program, without its batch: an activation or a gradient. A feature vector
 * is laid out as an image of one pixel.
 *
 * @param image whether users see it as (C, H, W), not as (F)
 */
public record Value(int id, int channels, int height, int width, boolean image) {

  /** A value of this shape, (C, H, W) or (F). */
  public static Value of(int id, Shape shape) {
    return shape.isImage()
        ? new Value(id, shape.channels(), shape.height(), shape.width(), true)
        : new Value(id, Math.toIntExact(shape.elements()), 1, 1, false);
  }

  /** Another value of the same shape. */
  public Value like(int other) {
    return new Value(other, channels, height, width, image);
  }

  /** How it lies in memory for a batch. */
  public Layout layout(int batch) {
    return new Layout(batch, channels, height, width);
  }

  @Override
  public String toString() {
    return image
        ? String.format(Locale.ROOT, "%%%d %dx%dx%d", id, channels, height, width)
        : String.format(Locale.ROOT, "%%%d %d", id, channels);
  }
}
