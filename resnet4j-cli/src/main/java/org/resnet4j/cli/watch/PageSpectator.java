package org.resnet4j.cli.watch;

import java.util.Optional;
import java.util.function.Consumer;
import org.resnet4j.lab.experiment.Spectator;
import org.resnet4j.serve.watch.TrainingWatch;
import org.resnet4j.train.Probing;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.input.SamplePictures;
import org.resnet4j.train.input.TrainingData;

/** Shows every training of an experiment on a page, with gradients and sample pictures. */
public record PageSpectator(TrainingWatch page) implements Spectator {
  /** Pictures on the page of a training. */
  private static final int SAMPLES = 10;

  @Override
  public Consumer<TrainingEvent> receiver(String run) {
    return page.receiver(run);
  }

  @Override
  public Optional<Probing> probing(String run, TrainingData data) {
    var samples =
        data instanceof LoaderData loaded
            ? loaded.samples(SAMPLES)
            : Optional.<SamplePictures>empty();
    samples.ifPresent(some -> page.samples(run, some.pictures(), data.classNames()));
    return Optional.of(
        samples.map(some -> Probing.USUAL.asking(some.batch())).orElse(Probing.USUAL));
  }
}
