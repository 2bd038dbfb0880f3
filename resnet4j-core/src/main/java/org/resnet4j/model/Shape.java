package org.resnet4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of an array, outermost first; an image's is (C, H, W), without the batch.
 *
 * @param sizes one for each axis; empty for a scalar
 */
public record Shape(List<Integer> sizes) {
  /**
   * Copies and checks the sizes.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public Shape {
    sizes = List.copyOf(sizes);
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("a size must not be negative: " + sizes);
      }
    }
  }

  /**
   * A shape of these sizes.
   *
   * @param sizes outermost first; none for a scalar
   * @return the shape
   * @throws IllegalArgumentException if a size is negative
   */
  public static Shape of(int... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  /**
   * Parses {@code 3x224x224}, with {@code x} or {@code ×} between the sizes.
   *
   * @param text the sizes, outermost first
   * @return the shape
   * @throws IllegalArgumentException if the text is not a shape or a size is not positive
   */
  public static Shape parse(String text) {
    try {
      var shape =
          new Shape(Arrays.stream(text.trim().split("[x×]")).map(Integer::valueOf).toList());
      if (shape.sizes.stream().allMatch(size -> size > 0)) {
        return shape;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "'%s' is not a shape; write channels x height x width, for example 3x224x224"
            .formatted(text));
  }

  /** {@return how many axes there are: 0 for a scalar, 3 for an image} */
  public int rank() {
    return sizes.size();
  }

  /**
   * The size of one axis.
   *
   * @param axis from 0, the outermost
   * @return how many elements lie along the axis
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public int size(int axis) {
    return sizes.get(axis);
  }

  /**
   * How many elements an array of this shape has.
   *
   * @return the product of the sizes; 1 for a scalar
   * @throws ArithmeticException if that is more than a {@code long} holds
   */
  public long elements() {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** {@return whether the shape has the three axes of an image, (C, H, W)} */
  public boolean isImage() {
    return sizes.size() == 3;
  }

  /** {@return C of an image (C, H, W)} */
  public int channels() {
    return sizes.get(0);
  }

  /** {@return H of an image (C, H, W), in pixels} */
  public int height() {
    return sizes.get(1);
  }

  /** {@return W of an image (C, H, W), in pixels} */
  public int width() {
    return sizes.get(2);
  }

  /** {@return the sizes in a new array, outermost first} */
  public int[] toArray() {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@code 3x224x224}; a scalar is empty. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
