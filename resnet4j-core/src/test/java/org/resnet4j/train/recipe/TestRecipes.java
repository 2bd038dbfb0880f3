package org.resnet4j.train.recipe;

import java.util.List;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/** A small training on clouds of points, with everything on that has a state. */
public final class TestRecipes {
  private TestRecipes() {}

  public static Recipe small() {
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

  public static Optimisation optimisation(int batchSize, int accumulation) {
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
