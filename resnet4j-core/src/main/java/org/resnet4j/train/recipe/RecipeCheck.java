package org.resnet4j.train.recipe;

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
}
