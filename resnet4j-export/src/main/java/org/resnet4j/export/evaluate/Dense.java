package org.resnet4j.export.evaluate;

import java.util.Arrays;

/**
 * Numbers of an evaluation, row-major, whatever their type in the graph.
 *
 * @param sizes outermost first; not copied
 * @param data as many numbers as the sizes say; not copied
 */
public record Dense(int[] sizes, float[] data) {

  static Dense zeros(int... sizes) {
    return new Dense(sizes, new float[elements(sizes)]);
  }

  int size(int axis) {
    return sizes[axis];
  }

  /** How many elements lie from this axis on. */
  int after(int axis) {
    return elements(Arrays.copyOfRange(sizes, axis, sizes.length));
  }

  Dense reshaped(int... other) {
    return new Dense(other, data);
  }

  private static int elements(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }
}
