package org.resnet4j.weights;

import java.util.Arrays;
import java.util.Objects;
import org.resnet4j.model.Shape;

/**
 * Numbers in plain memory, row-major (the last axis runs fastest). Two arrays are equal if shape
 * and values are, to the bit; NaN equals NaN.
 *
 * @param data exactly {@code shape.elements()} values; the array is not copied, the caller gives it
 *     up
 */
public record NdArray(Shape shape, float[] data) {
  public NdArray {
    if (shape.elements() != data.length) {
      throw new IllegalArgumentException(
          "shape %s needs %d values, got %d".formatted(shape, shape.elements(), data.length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NdArray(Shape itsShape, float[] its)
        && shape.equals(itsShape)
        && Arrays.equals(data, its);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, Arrays.hashCode(data));
  }

  public static NdArray zeros(Shape shape) {
    return new NdArray(shape, new float[Math.toIntExact(shape.elements())]);
  }

  public static NdArray scalar(float value) {
    return new NdArray(Shape.of(), new float[] {value});
  }

  public NdArray copy() {
    return new NdArray(shape, data.clone());
  }
}
