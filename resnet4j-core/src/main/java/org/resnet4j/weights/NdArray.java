package org.resnet4j.weights;

import java.util.Arrays;
import java.util.Objects;
import org.resnet4j.model.Shape;

/**
 * Numbers in plain memory, row-major (the last axis runs fastest). Two arrays are equal if shape
 * and values are, to the bit; NaN equals NaN. Safe to read from many threads while none writes to
 * {@code data}.
 *
 * @param shape the sizes, outermost first; empty for a scalar
 * @param data exactly {@code shape.elements()} values; the array is not copied, the caller gives it
 *     up
 */
public record NdArray(Shape shape, float[] data) {
  /**
   * Checks the length; copies nothing.
   *
   * @throws IllegalArgumentException if {@code data} does not have {@code shape.elements()} values
   */
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

  /**
   * An array of zeros.
   *
   * @param shape its sizes, outermost first
   * @return a new array
   * @throws ArithmeticException if the shape has more elements than an array holds
   */
  public static NdArray zeros(Shape shape) {
    return new NdArray(shape, new float[Math.toIntExact(shape.elements())]);
  }

  /**
   * A single number, as batch norm's counter is stored.
   *
   * @param value the number
   * @return a new array without axes
   */
  public static NdArray scalar(float value) {
    return new NdArray(Shape.of(), new float[] {value});
  }

  /** {@return an equal array with its own {@code data}} */
  public NdArray copy() {
    return new NdArray(shape, data.clone());
  }
}
