package org.resnet4j.weights.format;

import java.util.Arrays;
import java.util.Optional;
import org.resnet4j.model.Shape;

/** Names and shapes of arrays as files state them, before they are believed. */
final class Claimed {
  static final int LONGEST_NAME = 1024;

  /** The longest array that Java can be relied on to allocate. */
  private static final long MOST = Integer.MAX_VALUE - 8;

  private Claimed() {}

  static boolean isName(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST_NAME
        && key.chars().noneMatch(Character::isISOControl);
  }

  /** The shape of these sizes, unless one is negative or the elements do not fit one array. */
  static Optional<Shape> shape(long[] sizes) {
    long elements = 1;
    for (long size : sizes) {
      if (size < 0 || size > MOST) {
        return Optional.empty();
      }
      elements *= size;
      if (elements > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(Shape.of(Arrays.stream(sizes).mapToInt(size -> (int) size).toArray()));
  }
}
