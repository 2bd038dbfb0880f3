package org.resnet4j.train.recipe;

import java.util.Collection;
import java.util.Objects;

/** Refuses what a recipe cannot have. */
final class RecipeCheck {
  private static final String UNTIL = "until:";

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

  /** {@code layer4} of {@code until:layer4}. */
  static String layerToFreeze(String text) {
    if (!text.startsWith(UNTIL) || text.length() == UNTIL.length()) {
      throw new IllegalArgumentException(
          "'%s' does not name the layers to freeze; write until:layer4".formatted(text));
    }
    return text.substring(UNTIL.length());
  }
}
