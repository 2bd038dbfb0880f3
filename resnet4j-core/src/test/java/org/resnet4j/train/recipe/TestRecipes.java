package org.resnet4j.train.recipe;

import static org.resnet4j.train.schedule.Length.epochs;

import org.resnet4j.engine.Precision;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/** A small training on clouds of points, with everything on that has a state. */
public final class TestRecipes {
  private TestRecipes() {}

  public static Recipe small() {
    return Recipe.named("small")
        .about("for tests")
        .model("softmax")
        .data("clouds")
        .learningRate(0.05)
        .schedule(Schedule.times(0.5).onPlateau(1))
        .warmup(Warmup.times(0.1).untilErrorBelow(0.6))
        .batchSize(32)
        .weightDecay(1e-3)
        .averageDecay(0.9)
        .length(epochs(4))
        .precision(Precision.FP32)
        .seed(7)
        .recipe();
  }
}
