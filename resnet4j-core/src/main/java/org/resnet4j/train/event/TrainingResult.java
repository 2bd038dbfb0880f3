package org.resnet4j.train.event;

import java.util.List;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.weights.Network;

/**
 * The result of a training.
 *
 * @param network with the final weights, or their moving average where that did better
 * @param test its evaluation on the test images
 * @param contest the last evaluation on the way, which chose between weights and average
 * @param bestAccuracy the highest accuracy of any evaluation during training, a fraction
 * @param history an entry for every evaluation
 * @param iterations updates of the weights
 * @param trainSeconds time from the first step to the last, evaluations during training included
 * @param imagesPerSecond training images over the time that steps took
 * @param dataWait fraction of that time spent waiting for data
 * @param end why it ended
 */
public record TrainingResult(
    Network network,
    Evaluation test,
    Contest contest,
    double bestAccuracy,
    List<CurvePoint> history,
    long iterations,
    double trainSeconds,
    double imagesPerSecond,
    double dataWait,
    End end) {
  /** Why a training ended. */
  public enum End {
    /** The recipe's length was reached. */
    COMPLETE,
    /** The recipe's time limit was reached. */
    TIME
  }

  /** Copies the history. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}
