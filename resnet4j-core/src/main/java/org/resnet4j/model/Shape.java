package org.resnet4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The sizes of an array, outermost first; an image's is (C, H, W), without the batch. */
public record Shape(List<Integer> sizes) {
  public Shape {
    sizes = List.copyOf(sizes);
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("a size must not be negative: " + sizes);
      }
    }
  }

  public static Shape of(int... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  /** Parses {@code 3x224x224}. */
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

  public int rank() {
    return sizes.size();
  }

  public int size(int axis) {
    return sizes.get(axis);
  }

  /** How many elements; 1 for a scalar. */
  public long elements() {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  public boolean isImage() {
    return sizes.size() == 3;
  }

  public int channels() {
    return sizes.get(0);
  }

  public int height() {
    return sizes.get(1);
  }

  public int width() {
    return sizes.get(2);
  }

  public int[] toArray() {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@code 3x224x224}; a scalar is empty. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
