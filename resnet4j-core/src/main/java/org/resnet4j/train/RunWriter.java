package org.resnet4j.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.model.Parameters;
import org.resnet4j.train.event.CurvePoint;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.parallel.TrainingGroup;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Computation;
import org.resnet4j.train.run.Footing;
import org.resnet4j.train.run.LeftOut;
import org.resnet4j.train.run.RunFiles;
import org.resnet4j.train.run.TrainingProgress;
import org.resnet4j.weights.Network;

/** Writes the files of one run and tells of them; of a team, the leader alone does. */
final class RunWriter {
  private final Recipe recipe;
  private final TrainingData data;
  private final Engine engine;
  private final TrainingRun run;
  private final TrainingGroup team;
  private final Footing footing;
  private final Checkpoints checkpoints;
  private final LeftOut leftOut;
  private long savedAt = System.nanoTime();
  private long savedIteration = -1;

  RunWriter(
      Recipe recipe,
      TrainingData data,
      Engine engine,
      TrainingRun run,
      TrainingGroup team,
      Footing footing) {
    this.recipe = recipe;
    this.data = data;
    this.engine = engine;
    this.run = run;
    this.team = team;
    this.footing = footing;
    checkpoints = Checkpoints.in(run.folder());
    leftOut = new LeftOut(run.folder());
  }

  /** Whether so much time has passed since the last checkpoint that one is due. */
  boolean late() {
    return team.leads() && System.nanoTime() - savedAt >= run.checkpointEvery().toNanos();
  }

  /** Whether the last checkpoint is of this update. */
  boolean has(TrainingProgress progress) {
    return savedIteration == progress.iteration();
  }

  /** Where the last checkpoint is, or will be. */
  Path last() {
    return checkpoints.last();
  }

  /** The place of the last good checkpoint, in words. */
  String kept() {
    return checkpoints.exists()
        ? "the last good checkpoint is " + checkpoints.last()
        : "there was no checkpoint yet";
  }

  void checkpoint(TrainingState state, TrainingProgress progress) {
    savedAt = System.nanoTime();
    savedIteration = progress.iteration();
    if (team.leads()) {
      var computation = Computation.by(engine).by(team.size());
      var file =
          checkpoints.write(
              new Checkpoint(
                  state, recipe, progress, Optional.of(footing), Optional.of(computation)));
      savedAt = System.nanoTime();
      run.tell(new TrainingEvent.CheckpointSaved(progress.iteration(), file));
    }
  }

  void best(Network network, CurvePoint point) {
    if (team.leads()) {
      checkpoints.writeBest(network.weights(), recipe, data.reading(), point);
    }
  }

  void curve(TrainingProgress progress) {
    if (team.leads()) {
      RunFiles.writeCurve(run.folder(), progress.history());
    }
  }

  void result(Network network, TrainingResult result, Map<String, String> unreadable) {
    if (team.leads()) {
      checkpoints.writeModel(network.weights(), recipe, data.reading(), result);
      long parameters = Parameters.count(network.layer());
      RunFiles.writeResult(
          run.folder(), recipe, engine, parameters, result, unreadable.size(), team.size());
    }
    run.tell(new TrainingEvent.Done(result));
  }

  /** The file that says which images were left out; it is written where there are any. */
  Path leftOut(Map<String, String> unreadable) {
    if (team.leads()) {
      leftOut.write(unreadable).ifPresent(run::tell);
    }
    return leftOut.file();
  }
}
