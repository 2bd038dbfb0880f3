package org.resnet4j.lab.training;

import java.util.Locale;
import java.util.function.Consumer;
import org.resnet4j.train.event.TrainingEvent;

/** Says how far a training is: the percentage of its epoch, and the error after each. */
final class EpochNotes implements Consumer<TrainingEvent> {
  private final Consumer<String> note;
  private long perEpoch = 1;

  /**
   * @param note receives a few words after every update
   */
  EpochNotes(Consumer<String> note) {
    this.note = note;
  }

  @Override
  public void accept(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started started -> perEpoch = Math.max(1, started.perEpoch());
      case TrainingEvent.Step step -> {
        long done = (step.iteration() - 1) % perEpoch + 1;
        note.accept(
            String.format(Locale.ROOT, "epoch %d: %d %%", step.epoch(), 100 * done / perEpoch));
      }
      case TrainingEvent.Evaluated evaluated -> {
        double error = 100 * evaluated.evaluation().error();
        note.accept(
            String.format(Locale.ROOT, "epoch %d: error %.2f %%", evaluated.epoch(), error));
      }
      default -> {}
    }
  }
}
