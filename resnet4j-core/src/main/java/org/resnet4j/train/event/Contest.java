package org.resnet4j.train.event;

import java.util.Optional;
import org.resnet4j.evaluate.Evaluation;

/**
 * An evaluation of the weights and, where a training keeps one and it differs from them, of their
 * moving average. The better of the two is what counts and what is saved.
 *
 * @param weights how well the weights themselves do
 * @param average how well their moving average does
 */
public record Contest(Evaluation weights, Optional<Evaluation> average) {
  /**
   * {@return whether the average does better: it classifies more images correctly or, if it is as
   * many, its loss is not higher}
   */
  public boolean averageWins() {
    return average.filter(this::beatsWeights).isPresent();
  }

  /** {@return the better evaluation} */
  public Evaluation winner() {
    return average.filter(this::beatsWeights).orElse(weights);
  }

  private boolean beatsWeights(Evaluation one) {
    return one.accuracy() > weights.accuracy()
        || one.accuracy() == weights.accuracy() && one.meanLoss() <= weights.meanLoss();
  }
}
