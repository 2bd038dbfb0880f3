package org.resnet4j.train;

import java.util.Optional;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.parallel.SharedState;
import org.resnet4j.train.parallel.TrainingGroup;
import org.resnet4j.train.recipe.Freezing;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Computation;
import org.resnet4j.train.run.Footing;
import org.resnet4j.train.run.RunFiles;
import org.resnet4j.train.run.RunLock;
import org.resnet4j.train.run.TrainingProgress;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.weights.Network;

/** Trains a network by a recipe, on any engine. */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains, tests and writes into the run folder: checkpoints ({@link Checkpoints}), the learning
   * curve and the result ({@link RunFiles}).
   *
   * <p>Of several processes that train together ({@link TrainingRun#together}), each computes its
   * share of every batch; batch size, learning rate and every result are those of all together.
   *
   * <p>Interrupting the thread stops the training as {@link TrainingRun#stop} does; the thread is
   * still interrupted when this returns.
   *
   * @param network the network to start from; never written to. When a training goes on from a
   *     checkpoint, only its tree is used
   * @param recipe describes network, data and engine; it goes into every file of the run
   * @param data what it learns from and is tested with
   * @param engine computes the training; stays the caller's
   * @param run the folder, the receivers of events, and whether to resume
   * @return what it came to; empty where it was asked to stop
   * @throws TrainingException if the recipe contradicts the network, the data or the engine, or the
   *     folder holds a training that does not go on with it, or belongs to one that is running:
   *     before anything starts, is written or told. Also where the training cannot go on, for
   *     example because the loss is not a number
   */
  public static Optional<TrainingResult> train(
      Network network, Recipe recipe, TrainingData data, Engine engine, TrainingRun run) {
    var team = new TrainingGroup(run.parallel());
    try {
      Contradiction.refuse(recipe, network, data, engine);
      return team.leads()
          ? lead(team, network, recipe, data, engine, run)
          : trainWith(team, network, recipe, data.ofProcess(team.rank(), team.size()), engine, run);
    } catch (RuntimeException | Error e) {
      team.abort(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** The leader alone takes the folder. */
  private static Optional<TrainingResult> lead(
      TrainingGroup team,
      Network network,
      Recipe recipe,
      TrainingData data,
      Engine engine,
      TrainingRun run) {
    var lock = RunLock.of(run.folder());
    try {
      var own = team.together() ? data.ofProcess(team.rank(), team.size()) : data;
      return trainWith(team, network, recipe, own, engine, run);
    } finally {
      lock.close();
    }
  }

  private static Optional<TrainingResult> trainWith(
      TrainingGroup team,
      Network network,
      Recipe recipe,
      TrainingData data,
      Engine engine,
      TrainingRun run) {
    var updates = UpdateCount.of(recipe, data);
    var resumed =
        team.leads() ? resumed(recipe, data, updates, engine, run) : Optional.<Checkpoint>empty();
    try {
      if (team.leads()) {
        RunFiles.writeComputation(run.folder(), Computation.by(engine).by(team.size()));
        RunFiles.writeRecipe(run.folder(), recipe); // the last: with it the run can be resumed
      }
      var beginning = Beginning.of(resumed).shared(team);
      int batchSize = Math.ceilDiv(recipe.optimisation().batchSize(), team.size());
      var average = average(recipe, updates, beginning.averageWarmsUp());
      var options =
          options(recipe, network, data.input(), average, batchSize).together(run.parallel());
      try (var step = engine.training(network, options);
          var probe = new GradientProbe(run.probing(), network, options, engine)) {
        resumed.ifPresent(checkpoint -> step.restore(checkpoint.state()));
        if (team.together()) {
          step.restore(SharedState.whole(team, step.state()));
        }
        var from = resumed.orElseGet(() -> start(step, recipe, data, engine, beginning.progress()));
        return new TrainingLoop(network.layer(), recipe, data, engine, run, step, probe, from)
            .run();
      }
    } catch (RuntimeException e) {
      run.tell(new TrainingEvent.Failed(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private static Checkpoint start(
      TrainingStep step,
      Recipe recipe,
      TrainingData data,
      Engine engine,
      TrainingProgress progress) {
    return new Checkpoint(
        step.state(),
        recipe,
        progress,
        Optional.of(footing(data)),
        Optional.of(Computation.by(engine)));
  }

  private static Footing footing(TrainingData data) {
    return new Footing(data.classNames(), data.examples(), true);
  }

  private static Optional<Checkpoint> resumed(
      Recipe recipe, TrainingData data, UpdateCount updates, Engine engine, TrainingRun run) {
    var checkpoints = Checkpoints.in(run.folder());
    if (!run.resume()) {
      if (checkpoints.exists()) {
        throw new TrainingException(
            "%s already has a training; resume it, or train into another folder"
                .formatted(run.folder()));
      }
      return Optional.empty();
    }
    var latest = checkpoints.latest(run::tell);
    latest.ifPresent(
        checkpoint -> {
          checkpoint.mustContinue(recipe, footing(data), updates.perEpoch());
          tellLonger(checkpoint.recipe().budget().length(), recipe.budget().length(), run);
        });
    latest
        .map(Checkpoint::computation)
        .orElseGet(() -> RunFiles.computation(run.folder()))
        .ifPresent(then -> refuseOtherBits(then, engine, run));
    if (latest.isEmpty()) {
      run.tell(
          new TrainingEvent.Warning(
              "there is no checkpoint in %s; the training starts from the beginning"
                  .formatted(run.folder())));
    }
    return latest;
  }

  private static void refuseOtherBits(Computation then, Engine engine, TrainingRun run) {
    var now = Computation.by(engine).by(run.parallel().processes().size());
    if (then.equals(now)) {
      return;
    }
    if (now.sameButForProcesses(then)) {
      run.tell(
          new TrainingEvent.Warning(
              "the number of processes changes from %d to %d, which gives other last digits"
                  .formatted(then.processes(), now.processes())));
      return;
    }
    var sentence =
        "the run was computed by %s, and %s gives other last digits".formatted(then, now);
    if (!run.anyEngine()) {
      throw new TrainingException(
          sentence + "; resume with what computed it, or allow another (--allow-other-engine)");
    }
    run.tell(new TrainingEvent.Warning(sentence));
  }

  private static void tellLonger(Length then, Length now, TrainingRun run) {
    if (!then.equals(now)) {
      run.tell(
          new TrainingEvent.Warning(
              "the training goes on to %s instead of %s; from here on its schedule is that of the longer one"
                  .formatted(now, then)));
    }
  }

  /**
   * The recipe's decay for a training of this length; in the first runs it did not depend on it.
   */
  private static Optional<AverageDecay> average(
      Recipe recipe, UpdateCount updates, boolean warmsUp) {
    return recipe.optimisation().averageDecay().stream()
        .mapToObj(
            decay ->
                warmsUp ? AverageDecay.over(decay, updates.total()) : AverageDecay.constant(decay))
        .findFirst();
  }

  private static TrainingOptions options(
      Recipe recipe, Network network, Shape input, Optional<AverageDecay> average, int batchSize) {
    var how = recipe.optimisation();
    return new TrainingOptions(
        input,
        batchSize,
        how.optimizer(),
        how.labelSmoothing(),
        how.weightDecay(),
        how.decayNorms(),
        how.clipNorm(),
        average,
        Freezing.of(recipe.model(), network.layer()));
  }
}
