package org.resnet4j.lab.experiment;

import java.util.Optional;
import java.util.function.Consumer;
import org.resnet4j.train.Probing;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.input.TrainingData;

/** Watches the trainings of an experiment while they run. */
public interface Spectator {
  /** Nobody. */
  Spectator NOBODY =
      new Spectator() {
        @Override
        public Consumer<TrainingEvent> receiver(String run) {
          return event -> {};
        }

        @Override
        public Optional<Probing> probing(String run, TrainingData data) {
          return Optional.empty();
        }
      };

  /** What is told of a training. */
  Consumer<TrainingEvent> receiver(String run);

  /** How a training is to be measured on its way, if it is. */
  Optional<Probing> probing(String run, TrainingData data);
}
