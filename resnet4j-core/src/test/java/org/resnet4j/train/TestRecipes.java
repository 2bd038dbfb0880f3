package org.resnet4j.train;

import java.util.List;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;

/** A small training on {@link Clouds}, with everything on that has a state. */
final class TestRecipes {
  private TestRecipes() {}

  static Recipe small() {
    return new Recipe(
        "small",
        "for tests",
        new Recipe.Model("softmax"),
        new Recipe.Data("clouds", 0, List.of(), List.of(), "mean-std", 0, 0),
        optimisation(32, 1),
        new Recipe.Budget(Length.epochs(4), 0),
        Length.epochs(1),
        Precision.FP32,
        7);
  }

  static Optimisation optimisation(int batchSize, int accumulation) {
    return new Optimisation(
        new Optimizer.Sgd(0.9, false),
        0.05,
        new Schedule.Plateau(0.5, 1, 0.001),
        new Warmup.UntilError(0.1, 0.6),
        batchSize,
        accumulation,
        1e-3,
        true,
        0,
        0,
        0.9);
  }
}
