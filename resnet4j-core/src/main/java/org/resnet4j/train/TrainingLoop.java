package org.resnet4j.train;

import java.util.Optional;
import java.util.Set;
import org.resnet4j.engine.DropoutMask;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameters;
import org.resnet4j.train.event.Contest;
import org.resnet4j.train.event.CurvePoint;
import org.resnet4j.train.event.DivergedException;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.event.TrainingResult.End;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Computation;
import org.resnet4j.train.run.Footing;
import org.resnet4j.train.run.LeftOut;
import org.resnet4j.train.run.Meter;
import org.resnet4j.train.run.RunFiles;
import org.resnet4j.train.run.TrainingProgress;
import org.resnet4j.train.schedule.LearningRate;

/** The loop of one training: step, evaluate, save, until the budget is used up. */
final class TrainingLoop {
  private final Layer layer;
  private final Recipe recipe;
  private final TrainingData data;
  private final Engine engine;
  private final Examination examination;
  private final TrainingRun run;
  private final TrainingStep step;
  private final GradientProbe probe;
  private final Checkpoints checkpoints;
  private final LeftOut leftOut;
  private final LearningRate learningRate;
  private final Footing footing;
  private final int batchesPerEpoch;
  private final long perEpoch;
  private final long total;
  private final double secondsBefore;
  private long began = System.nanoTime();
  private long savedAt = began;
  private long savedIteration = -1;
  private double lastRate;
  private TrainingProgress progress;
  private Optional<Contest> lastContest = Optional.empty();

  TrainingLoop(
      Layer layer,
      Recipe recipe,
      TrainingData data,
      Engine engine,
      TrainingRun run,
      TrainingStep step,
      GradientProbe probe,
      Checkpoint from) {
    this.layer = layer;
    this.recipe = recipe;
    this.data = data;
    this.engine = engine;
    this.run = run;
    this.step = step;
    this.probe = probe;
    progress = from.progress();
    footing =
        from.footing().orElseGet(() -> new Footing(data.classNames(), data.examples(), false));
    examination = new Examination(layer, data, engine);
    secondsBefore = progress.seconds();
    checkpoints = Checkpoints.in(run.folder());
    leftOut = new LeftOut(run.folder());
    var how = recipe.optimisation();
    var updates = UpdateCount.of(recipe, data);
    batchesPerEpoch = updates.batches();
    perEpoch = updates.perEpoch();
    total = updates.total();
    learningRate =
        new LearningRate(how.learningRate(), how.schedule(), how.warmup(), total, perEpoch);
  }

  Optional<TrainingResult> run() {
    run.tell(
        new TrainingEvent.Started(
            recipe,
            engine.description(),
            Parameters.count(layer),
            data.examples(),
            total,
            perEpoch,
            progress.iteration()));
    try (var batches = data.training(progress.epoch(), progress.batch())) {
      if (evaluationDue()) {
        lastRate = learningRate.at(progress.iteration() - 1, progress.schedule());
        afterIteration();
      }
      while (!over()) {
        iteration(batches);
        if (progress.batch() == batchesPerEpoch) {
          endEpoch();
        }
        afterIteration();
        if (asked() && !over()) {
          return stopped();
        }
      }
      return Optional.of(finish());
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return stopped();
    }
  }

  /** Whoever is asked may take time to answer, in a pause; it does not count. */
  private boolean asked() {
    long start = System.nanoTime();
    boolean stop = run.stop().getAsBoolean();
    began += System.nanoTime() - start;
    return stop || Thread.currentThread().isInterrupted();
  }

  /** One update: as many batches as are accumulated, fewer at the end of an epoch. */
  private void iteration(Batches batches) {
    long start = System.nanoTime();
    double rate = rate();
    var how = recipe.optimisation();
    int passes = Math.min(how.accumulation(), batchesPerEpoch - progress.batch());
    int first = progress.batch() * how.batchSize();
    int images = Math.min(passes * how.batchSize(), data.examples() - first);
    var meter = Meter.empty();
    for (int pass = 0; pass < passes; pass++) {
      meter = meter.plus(pass(batches, pass, images, rate));
    }
    boolean learned = meter.images() > 0;
    double norm = learned ? step.update(rate) : Double.NaN;
    meter = meter.taking((System.nanoTime() - start) / 1e9, 0);
    progress = progress.afterStep(passes, meter, how.warmup(), seconds());
    if (learned) {
      run.tell(
          new TrainingEvent.Step(
              epochFromOne(),
              progress.iteration(),
              meter.metrics(),
              rate,
              norm,
              progress.seconds()));
      probe
          .measure(step, epochFromOne(), progress.iteration(), progress.seconds())
          .ifPresent(run::tell);
    }
  }

  private Meter pass(Batches batches, int pass, int images, double rate) {
    long start = System.nanoTime();
    var next = batches.next();
    double waited = (System.nanoTime() - start) / 1e9;
    if (next.isEmpty() && batches.leftOut()) {
      return Meter.empty().taking(0, waited);
    }
    var batch =
        next.orElseThrow(
            () ->
                new TrainingException(
                    "the data ended in epoch %d after %d of %d batches"
                        .formatted(epochFromOne(), progress.batch(), batchesPerEpoch)));
    probe.offer(batch, testFollows());
    long dropout = DropoutMask.stream(recipe.seed(), progress.iteration() + "/" + pass);
    double scale = batch.size() / (double) images;
    var result = step.accumulate(batch, new StepRequest(scale, true, dropout, Set.of()));
    if (!Double.isFinite(result.loss())) {
      throw new DivergedException(diverged("the loss became " + result.loss(), rate));
    }
    return Meter.of(result, batch.targets(), batch.size()).taking(0, waited);
  }

  private void endEpoch() {
    if (progress.epochMeter().images() == 0) {
      leftOut.write(data.unreadable());
      throw new TrainingException(
          "none of the %d training images can be read; %s says why"
              .formatted(data.examples(), leftOut.file()));
    }
    run.tell(
        new TrainingEvent.EpochDone(
            epochFromOne(),
            progress.iteration(),
            progress.epochMeter().metrics(),
            progress.seconds()));
    progress = progress.afterEpoch();
    leftOut.write(data.unreadable()).ifPresent(run::tell);
  }

  private void afterIteration() {
    boolean evaluate = evaluationDue();
    boolean late = System.nanoTime() - savedAt >= run.checkpointEvery().toNanos();
    if (evaluate) {
      evaluateOnTheWay();
    }
    if (evaluate || late || progress.batch() == 0) {
      save();
    }
  }

  /** Whether the update that is being made is the last before an evaluation. */
  private boolean testFollows() {
    long every = Math.max(1, recipe.evaluateEvery().inIterations(perEpoch));
    long next = progress.iteration() + 1;
    return next % every == 0 || next == total;
  }

  /** Also where a training goes on that was interrupted in its evaluation. */
  private boolean evaluationDue() {
    long every = Math.max(1, recipe.evaluateEvery().inIterations(perEpoch));
    long evaluated = progress.history().isEmpty() ? 0 : progress.history().getLast().iteration();
    return progress.iteration() > evaluated && (progress.iteration() % every == 0 || over());
  }

  private void evaluateOnTheWay() {
    var state = step.state();
    var contest = examination.contest(state);
    lastContest = Optional.of(contest);
    var evaluation = contest.winner();
    boolean best = evaluation.accuracy() > progress.bestAccuracy() || progress.history().isEmpty();
    var train = progress.curveMeter().metrics();
    var point =
        new CurvePoint(
            progress.epoch() + progress.batch() / (double) batchesPerEpoch,
            progress.iteration(),
            seconds(),
            lastRate,
            train.loss(),
            train.top1(),
            evaluation.meanLoss(),
            evaluation.accuracy(),
            evaluation.top5());
    var evaluated = progress.afterEvaluation(point, recipe.optimisation().schedule());
    if (best) {
      var network = examination.winner(state, contest);
      checkpoints.writeBest(network.weights(), recipe, data.reading(), point);
    }
    RunFiles.writeCurve(run.folder(), evaluated.history());
    progress = evaluated;
    run.tell(
        new TrainingEvent.Evaluated(
            epochReached(), progress.iteration(), contest, best, progress.seconds()));
  }

  private void save() {
    var state = step.state();
    Checkpoint.firstNotFinite(state.weights())
        .ifPresent(
            key -> {
              throw new DivergedException(diverged("'" + key + "' stopped being finite", lastRate));
            });
    var file =
        checkpoints.write(
            new Checkpoint(
                state,
                recipe,
                progress,
                Optional.of(footing),
                Optional.of(Computation.by(engine))));
    savedAt = System.nanoTime();
    savedIteration = progress.iteration();
    run.tell(new TrainingEvent.CheckpointSaved(progress.iteration(), file));
  }

  /** Files cannot be written by an interrupted thread, so it is one again afterwards. */
  private Optional<TrainingResult> stopped() {
    boolean interrupted = Thread.interrupted();
    try {
      leftOut.write(data.unreadable()).ifPresent(run::tell);
      if (savedIteration != progress.iteration()) {
        save();
      }
      run.tell(
          new TrainingEvent.Interrupted(epochReached(), progress.iteration(), checkpoints.last()));
      return Optional.empty();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TrainingResult finish() {
    var state = step.state();
    var contest = lastContest.orElseGet(() -> examination.contest(state));
    var network = examination.winner(state, contest);
    var test = examination.test(network, contest);
    var whole = progress.wholeMeter().metrics();
    var result =
        new TrainingResult(
            network,
            test,
            contest,
            progress.bestAccuracy(),
            progress.history(),
            progress.iteration(),
            progress.seconds(),
            whole.imagesPerSecond(),
            whole.dataWait(),
            progress.iteration() >= total ? End.COMPLETE : End.TIME);
    leftOut.write(data.unreadable()).ifPresent(run::tell);
    checkpoints.writeModel(network.weights(), recipe, data.reading(), result);
    long parameters = Parameters.count(layer);
    int unreadable = data.unreadable().size();
    RunFiles.writeResult(run.folder(), recipe, engine, parameters, result, unreadable);
    run.tell(new TrainingEvent.Done(result));
    return result;
  }

  private double rate() {
    long place =
        learningRate.place(progress.iteration(), progress.seconds(), recipe.budget().timeLimit());
    lastRate = learningRate.at(place, progress.schedule());
    return lastRate;
  }

  private boolean over() {
    var limit = recipe.budget().timeLimit();
    return progress.iteration() >= total
        || limit.isPresent() && progress.seconds() >= limit.get().toNanos() / 1e9;
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - began) / 1e9;
  }

  /** The current epoch, counted from 1. */
  private int epochFromOne() {
    return progress.epoch() + 1;
  }

  /** The epoch that the last update belonged to, counted from 1. */
  private int epochReached() {
    return progress.batch() == 0 ? Math.max(1, progress.epoch()) : progress.epoch() + 1;
  }

  private String diverged(String what, double rate) {
    var kept =
        checkpoints.exists()
            ? "the last good checkpoint is " + checkpoints.last()
            : "there was no checkpoint yet";
    return "%s in epoch %d at iteration %d with learning rate %s; %s; try a lower learning rate"
        .formatted(what, epochReached(), progress.iteration() + 1, rate, kept);
  }
}
