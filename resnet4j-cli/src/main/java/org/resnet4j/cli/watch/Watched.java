package org.resnet4j.cli.watch;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.resnet4j.lab.experiment.Spectator;
import org.resnet4j.serve.watch.TrainingWatch;
import org.resnet4j.train.event.TrainingEvent;

/** Trainings that are shown on a page, or are not. */
public final class Watched implements AutoCloseable {
  private final Optional<TrainingWatch> page;

  Watched(Optional<TrainingWatch> page) {
    this.page = page;
  }

  /** What shows a training's events. */
  public Consumer<TrainingEvent> receiver(String run) {
    return page.map(shown -> shown.receiver(run)).orElse(event -> {});
  }

  /** Shows a few words. */
  public void note(String words) {
    page.ifPresent(shown -> shown.publish("", Map.of("event", "note", "text", words)));
  }

  /** Watches the trainings of an experiment. */
  public Spectator spectator() {
    return page.<Spectator>map(PageSpectator::new).orElse(Spectator.NOBODY);
  }

  /** The page's wish to stop, or the other; it waits in a pause. */
  public BooleanSupplier stop(BooleanSupplier otherwise) {
    return page.<BooleanSupplier>map(shown -> () -> shown.stop(otherwise)).orElse(otherwise);
  }

  @Override
  public void close() {
    page.ifPresent(TrainingWatch::close);
  }
}
