package org.resnet4j.cli.train;

import org.resnet4j.train.event.Contest;

/** What weights and their moving average came to, in words. */
final class Rivals {
  private Rivals() {}

  /** {@code (weights 91.67 %, their average 100.00 %)}; empty where there is no average. */
  static String words(Contest contest) {
    return contest
        .average()
        .map(
            average ->
                " (weights %.2f %%, their average %.2f %%)"
                    .formatted(100 * contest.weights().accuracy(), 100 * average.accuracy()))
        .orElse("");
  }

  /** Which of the two is saved. */
  static String saved(Contest contest) {
    return "saved %s%s"
        .formatted(
            contest.averageWins() ? "the moving average of the weights" : "the weights themselves",
            words(contest));
  }
}
