package org.resnet4j.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.data.loader.Share;
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
import org.resnet4j.train.parallel.SharedState;
import org.resnet4j.train.parallel.TrainingGroup;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.Footing;
import org.resnet4j.train.run.Meter;
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
  private final TrainingGroup team;
  private final RunWriter files;
  private final LearningRate learningRate;
  private final int batchesPerEpoch;
  private final long perEpoch;
  private final long total;
  private final double secondsBefore;
  private long began = System.nanoTime();
  private double lastRate;
  private TrainingProgress progress;
  private boolean asked;
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
    team = new TrainingGroup(run.parallel());
    var footing =
        from.footing().orElseGet(() -> new Footing(data.classNames(), data.examples(), false));
    examination = new Examination(layer, data, engine, team);
    files = new RunWriter(recipe, data, engine, run, team, footing);
    secondsBefore = progress.seconds();
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
        if (stopping() && !over()) {
          return stopped();
        }
      }
      return Optional.of(finish());
    } catch (RuntimeException e) {
      if (team.together() || !Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return stopped();
    }
  }

  /** In a team, what all of it knew at the last update. */
  private boolean stopping() {
    return team.together() ? asked : asked();
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
    int images = taken(Math.min(passes * how.batchSize(), data.examples() - first));
    var own = Meter.empty();
    for (int pass = 0; pass < passes; pass++) {
      own = own.plus(pass(batches, pass, images, pass == passes - 1));
    }
    var agreed = team.agree(own, seconds(), team.together() && asked());
    asked = agreed.stop();
    var meter = agreed.meter();
    if (!Double.isFinite(meter.loss())) {
      double loss = meter.loss() / meter.images();
      throw new DivergedException(diverged("the loss became " + loss, rate));
    }
    boolean learned = meter.images() > 0;
    double norm = learned ? step.update(rate) : Double.NaN;
    meter = meter.taking((System.nanoTime() - start) / 1e9, 0);
    double time = team.together() ? agreed.seconds() : seconds();
    progress = progress.afterStep(passes, meter, how.warmup(), time);
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

  /** So many images, the last batch filled up so that every process of a team has as many. */
  private int taken(int images) {
    var share = new Share(team.rank(), team.size(), team.together());
    int batchSize = recipe.optimisation().batchSize();
    int whole = images / batchSize * batchSize;
    return whole + share.taken(images - whole, batchSize);
  }

  private Meter pass(Batches batches, int pass, int images, boolean last) {
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
    var place = progress.iteration() + "/" + pass + (team.leads() ? "" : "/" + team.rank());
    long dropout = DropoutMask.stream(recipe.seed(), place);
    double scale = batch.size() / (double) images;
    var request = new StepRequest(scale, true, dropout, Set.of(), last);
    var result = step.accumulate(batch, request);
    return Meter.of(result, batch.targets(), batch.size()).taking(0, waited);
  }

  private void endEpoch() {
    if (progress.epochMeter().images() == 0) {
      throw new TrainingException(
          "none of the %d training images can be read; %s says why"
              .formatted(data.examples(), leftOut()));
    }
    run.tell(
        new TrainingEvent.EpochDone(
            epochFromOne(),
            progress.iteration(),
            progress.epochMeter().metrics(),
            progress.seconds()));
    progress = progress.afterEpoch();
    leftOut();
  }

  private Path leftOut() {
    return files.leftOut(team.union(data.unreadable()));
  }

  private void afterIteration() {
    boolean evaluate = evaluationDue();
    boolean late = files.late();
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
    var state = SharedState.weights(team, step.state());
    var contest = examination.contest(state);
    lastContest = Optional.of(contest);
    var evaluation = contest.winner();
    boolean best = evaluation.accuracy() > progress.bestAccuracy() || progress.history().isEmpty();
    var train = progress.curveMeter().metrics();
    var point =
        new CurvePoint(
            progress.epoch() + progress.batch() / (double) batchesPerEpoch,
            progress.iteration(),
            team.clock(seconds()),
            lastRate,
            train.loss(),
            train.top1(),
            evaluation.meanLoss(),
            evaluation.accuracy(),
            evaluation.top5());
    var evaluated = progress.afterEvaluation(point, recipe.optimisation().schedule());
    if (best) {
      files.best(examination.winner(state, contest), point);
    }
    files.curve(evaluated);
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
    files.checkpoint(state, progress);
  }

  /** Files cannot be written by an interrupted thread, so it is one again afterwards. */
  private Optional<TrainingResult> stopped() {
    boolean interrupted = Thread.interrupted();
    try {
      leftOut();
      if (!files.has(progress)) {
        save();
      }
      run.tell(new TrainingEvent.Interrupted(epochReached(), progress.iteration(), files.last()));
      return Optional.empty();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TrainingResult finish() {
    var state = SharedState.weights(team, step.state());
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
    var unreadable = team.union(data.unreadable());
    files.leftOut(unreadable);
    files.result(network, result, unreadable);
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
    return "%s in epoch %d at iteration %d with learning rate %s; %s; try a lower learning rate"
        .formatted(what, epochReached(), progress.iteration() + 1, rate, files.kept());
  }
}
