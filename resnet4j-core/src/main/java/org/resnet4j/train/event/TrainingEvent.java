package org.resnet4j.train.event;

import java.nio.file.Path;
import java.util.List;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.train.recipe.Recipe;

/**
 * What happens in a training, as data. Progress bars, logs and live pages are functions of it;
 * {@code Trainer} knows none of them. Epochs and iterations count from 1: the third event of kind
 * {@link Step} says iteration 3.
 */
public sealed interface TrainingEvent {

  /**
   * The training begins or, with {@code done} above 0, goes on.
   *
   * @param recipe the recipe of the training
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
   * @param epoch that the update belongs to
   * @param iteration of the update
   * @param batch the metrics of its batches alone
   * @param learningRate of the update
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

  /**
   * A whole pass over the training images.
   *
   * @param epoch the completed one
   * @param iteration of its last update
   * @param train the means over the epoch
   * @param seconds training time so far
   */
  record EpochDone(int epoch, long iteration, Metrics train, double seconds)
      implements TrainingEvent {}

  /**
   * The network was tested.
   *
   * @param epoch in which it was
   * @param iteration of the update before it
   * @param contest how well its weights did, and their moving average
   * @param best whether no earlier evaluation had a higher accuracy
   * @param seconds training time so far, this evaluation included
   */
  record Evaluated(int epoch, long iteration, Contest contest, boolean best, double seconds)
      implements TrainingEvent {
    /** {@return how well the network did: the better of its weights and their average} */
    public Evaluation evaluation() {
      return contest.winner();
    }
  }

  /**
   * The training was measured on its way.
   *
   * @param epoch in which it was
   * @param iteration of the update before it
   * @param gradients ∂L/∂y at every weighted layer, from the input to the output, on a few images
   *     of the update's batch
   * @param samples what the network says of the sample pictures, in their order, in evaluation mode
   * @param seconds training time so far
   */
  record Probed(
      int epoch,
      long iteration,
      List<GradientReading> gradients,
      List<SampleGuess> samples,
      double seconds)
      implements TrainingEvent {
    /** Copies the lists. */
    public Probed {
      gradients = List.copyOf(gradients);
      samples = List.copyOf(samples);
    }
  }

  /**
   * A checkpoint was written.
   *
   * @param iteration of the last update in it
   * @param file the checkpoint
   */
  record CheckpointSaved(long iteration, Path file) implements TrainingEvent {}

  /**
   * Something that the user should know, and that does not stop the training.
   *
   * @param message one sentence
   */
  record Warning(String message) implements TrainingEvent {}

  /**
   * The training has reached its end.
   *
   * @param result what it came to
   */
  record Done(TrainingResult result) implements TrainingEvent {}

  /**
   * The training was asked to stop; it can be resumed from {@code checkpoint}.
   *
   * @param epoch in which it was
   * @param iteration of the last update
   * @param checkpoint the file to resume from
   */
  record Interrupted(int epoch, long iteration, Path checkpoint) implements TrainingEvent {}

  /**
   * The training could not begin or go on; {@code Trainer} throws the same.
   *
   * @param message the exception's
   */
  record Failed(String message) implements TrainingEvent {}
}
