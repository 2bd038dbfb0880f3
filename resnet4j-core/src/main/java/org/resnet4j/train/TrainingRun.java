package org.resnet4j.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.train.event.TrainingEvent;

/**
 * The circumstances of a training, which do not change its outcome.
 *
 * @param folder where checkpoints and results go; created if it does not exist
 * @param resume whether to resume from the folder's checkpoint, if it has one
 * @param anyEngine whether to resume also where another engine, or the same with other kernels,
 *     computed the checkpoint; the weights are then not those of an unbroken run
 * @param stop asked after every update; true: write a checkpoint and end. It may wait, which pauses
 *     the training: that time does not count
 * @param checkpointEvery the longest time between two checkpoints; one is also written after every
 *     epoch and evaluation
 * @param probing how it is measured on its way, if it is
 * @param events the receivers of events, called in this order on the training's thread
 * @param parallel the processes that train together; process 0 alone writes into the folder
 */
public record TrainingRun(
    Path folder,
    boolean resume,
    boolean anyEngine,
    BooleanSupplier stop,
    Duration checkpointEvery,
    Optional<Probing> probing,
    List<Consumer<TrainingEvent>> events,
    DataParallel parallel) {
  /** Copies the list of receivers. */
  public TrainingRun {
    events = List.copyOf(events);
  }

  /**
   * A training in one process.
   *
   * @param folder where checkpoints and results go
   * @param resume whether to resume from the folder's checkpoint, if it has one
   * @param anyEngine whether to resume also where another engine computed the checkpoint
   * @param stop asked after every update; true: write a checkpoint and end
   * @param checkpointEvery the longest time between two checkpoints
   * @param probing how it is measured on its way, if it is
   * @param events the receivers of events
   */
  public TrainingRun(
      Path folder,
      boolean resume,
      boolean anyEngine,
      BooleanSupplier stop,
      Duration checkpointEvery,
      Optional<Probing> probing,
      List<Consumer<TrainingEvent>> events) {
    this(folder, resume, anyEngine, stop, checkpointEvery, probing, events, DataParallel.alone());
  }

  /**
   * A new training that runs to its end.
   *
   * @param folder where checkpoints and results go; created if it does not exist
   * @param events the receivers of events, called in this order on the training's thread
   * @return a run with a checkpoint at least every five minutes
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static TrainingRun in(Path folder, Consumer<TrainingEvent>... events) {
    return new TrainingRun(
        folder,
        false,
        false,
        () -> false,
        Duration.ofMinutes(5),
        Optional.empty(),
        List.of(events));
  }

  /**
   * The same run, resumed or begun.
   *
   * @param value whether to resume from the folder's checkpoint, if it has one
   * @return the changed run
   */
  public TrainingRun resuming(boolean value) {
    return new TrainingRun(
        folder, value, anyEngine, stop, checkpointEvery, probing, events, parallel);
  }

  /**
   * The same run, which may go on with another engine than it had.
   *
   * @param value whether it may
   * @return the changed run
   */
  public TrainingRun onAnyEngine(boolean value) {
    return new TrainingRun(folder, resume, value, stop, checkpointEvery, probing, events, parallel);
  }

  /**
   * The same run with another way to stop it.
   *
   * @param value asked after every update on the training's thread; true: write a checkpoint and
   *     end
   * @return the changed run
   */
  public TrainingRun stoppedBy(BooleanSupplier value) {
    return new TrainingRun(
        folder, resume, anyEngine, value, checkpointEvery, probing, events, parallel);
  }

  /**
   * The same run with another interval of checkpoints.
   *
   * @param value the longest time between two checkpoints
   * @return the changed run
   */
  public TrainingRun withCheckpointEvery(Duration value) {
    return new TrainingRun(folder, resume, anyEngine, stop, value, probing, events, parallel);
  }

  /**
   * The same run, measured on its way.
   *
   * @param value how
   * @return the changed run
   */
  public TrainingRun probed(Probing value) {
    return new TrainingRun(
        folder, resume, anyEngine, stop, checkpointEvery, Optional.of(value), events, parallel);
  }

  /**
   * The same run as one of several processes sees it: all call {@link Trainer#train} with the same
   * network, recipe and data, and get the same result.
   *
   * @param processes that train together
   * @return the changed run
   */
  public TrainingRun together(DataParallel processes) {
    return new TrainingRun(
        folder, resume, anyEngine, stop, checkpointEvery, probing, events, processes);
  }

  /** An interrupted thread cannot write files, as listeners may; so it is one again afterwards. */
  void tell(TrainingEvent event) {
    boolean interrupted = Thread.interrupted();
    try {
      events.forEach(consumer -> consumer.accept(event));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
