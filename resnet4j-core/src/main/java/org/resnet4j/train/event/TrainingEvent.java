package org.resnet4j.train.event;

import java.nio.file.Path;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.recipe.Recipe;

/**
 * What happens in a training, as data. TrainingProgress bars, logs and live pages are functions of
 * it; {@link Trainer} knows none of them. Epochs and iterations count from 1: the third event of
 * kind {@link Step} says iteration 3.
 */
public sealed interface TrainingEvent {

  /**
   * @param engine the engine's description
   * @param parameters how many trained numbers the network has
   * @param examples training images in an epoch
   * @param iterations updates in the whole training
   * @param perEpoch updates in an epoch
   * @param done updates made earlier, when a training is resumed
   */
  record Started(
      Recipe recipe,
      String engine,
      long parameters,
      int examples,
      long iterations,
      long perEpoch,
      long done)
      implements TrainingEvent {}

  /**
   * One update of the weights.
   *
   * @param batch the metrics of its batches alone
   * @param gradientNorm before clipping; NaN if it was not computed
   * @param seconds training time so far
   */
  record Step(
      int epoch,
      long iteration,
      Metrics batch,
      double learningRate,
      double gradientNorm,
      double seconds)
      implements TrainingEvent {}

  /** A whole pass over the training images; {@code train} is the mean over it. */
  record EpochDone(int epoch, long iteration, Metrics train, double seconds)
      implements TrainingEvent {}

  /**
   * The network was tested.
   *
   * @param best whether no earlier evaluation had a higher accuracy
   */
  record Evaluated(int epoch, long iteration, Evaluation evaluation, boolean best, double seconds)
      implements TrainingEvent {}

  record CheckpointSaved(long iteration, Path file) implements TrainingEvent {}

  record Warning(String message) implements TrainingEvent {}

  record Done(TrainingResult result) implements TrainingEvent {}

  /** The training was asked to stop; it can be resumed from {@code checkpoint}. */
  record Interrupted(int epoch, long iteration, Path checkpoint) implements TrainingEvent {}

  record Failed(String message) implements TrainingEvent {}
}
