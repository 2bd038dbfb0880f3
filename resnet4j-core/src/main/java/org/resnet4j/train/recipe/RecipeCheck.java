package org.resnet4j.train.recipe;

import java.util.Collection;
import java.util.Objects;

/** Refuses what a recipe cannot have. */
final class RecipeCheck {
  private RecipeCheck() {}

  static void check(String what, boolean right, Object value) {
    if (!right) {
      throw new IllegalArgumentException("a recipe cannot have a %s %s".formatted(what, value));
    }
  }

  static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  /** For what nobody would take more of, and a typing error might. */
  static boolean between(double low, double value, double high) {
    return value >= low && value <= high;
  }

  /** A list or map as JSON may hold it, with nothing where something should be. */
  static <T> Collection<T> whole(String what, Collection<T> values) {
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("'%s' must not hold null".formatted(what));
    }
    return values;
  }
}
