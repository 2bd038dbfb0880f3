package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.CurvePoint;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingEvent.Evaluated;
import org.resnet4j.train.event.TrainingEvent.Interrupted;
import org.resnet4j.train.event.TrainingEvent.Step;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Footing;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;

class TrainerTest {
  private static final Clouds DATA = new Clouds(500, 32, 1);
  private static final Network NETWORK = SoftmaxEngine.network(Clouds.FEATURES, Clouds.CLASSES);
  @TempDir Path folder;

  @Test
  void learnsAndLeavesItsFiles() throws Exception {
    var events = new ArrayList<TrainingEvent>();
    var result = train(TestRecipes.small(), TrainingRun.in(folder, events::add));
    assertThat(result.test().accuracy()).isGreaterThan(0.85);
    assertThat(result.iterations()).isEqualTo(4 * 16);
    assertThat(result.history()).hasSize(4);
    assertThat(result.history().getLast().loss()).isLessThan(result.history().getFirst().loss());
    assertThat(events.getFirst()).isInstanceOf(TrainingEvent.Started.class);
    assertThat(events.getLast()).isEqualTo(new TrainingEvent.Done(result));
    assertThat(events.stream().filter(Step.class::isInstance)).hasSize(64);
    var json = TrainingJson.tree(Files.readString(folder.resolve("result.json"))).orElseThrow();
    assertThat(json.path("testAccuracy").asDouble()).isEqualTo(result.test().accuracy());
    assertThat(json.path("trainSeconds").asDouble()).isPositive();
    assertThat(json.path("imagesPerSecond").asDouble()).isPositive();
    assertThat(json.path("precision").asText()).isEqualTo("FP32");
    assertThat(RecipeJson.read(json.path("recipe").toString())).isEqualTo(TestRecipes.small());
    assertThat(Files.readAllLines(folder.resolve("curve.csv"))).hasSize(5);
    assertThat(bits(Safetensors.read(folder.resolve("model.safetensors"))))
        .isEqualTo(bits(result.network().weights()));
  }

  /**
   * 16 batches an epoch: in the middle of the first, at an epoch's end, behind it, before the end.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 15, 16, 17, 40, 63})
  void resumesToTheSameWeights(int stopAfter) {
    var recipe = TestRecipes.small();
    var whole = train(recipe, TrainingRun.in(folder.resolve("whole")));
    var part = folder.resolve("part");
    var events = new ArrayList<TrainingEvent>();
    var first = TrainingRun.in(part, events::add).stoppedBy(() -> steps(events) >= stopAfter);
    assertThat(Trainer.train(NETWORK, recipe, DATA, new SoftmaxEngine(), first)).isEmpty();
    assertThat(events.getLast()).isInstanceOf(Interrupted.class);
    var rest = train(recipe, TrainingRun.in(part).resuming(true));
    assertSame(rest, whole);
  }

  @Test
  void resumesAfterManyInterruptions() {
    var recipe = TestRecipes.small();
    var whole = train(recipe, TrainingRun.in(folder.resolve("whole")));
    var part = folder.resolve("part");
    for (int round = 0; round < 12; round++) {
      var events = new ArrayList<TrainingEvent>();
      var run = TrainingRun.in(part, events::add).stoppedBy(() -> steps(events) >= 5);
      Trainer.train(NETWORK, recipe, DATA, new SoftmaxEngine(), run.resuming(round > 0));
    }
    assertSame(train(recipe, TrainingRun.in(part).resuming(true)), whole);
  }

  @Test
  void aResumedTrainingThatWasCompleteOnlyTests() {
    var recipe = TestRecipes.small();
    var whole = train(recipe, TrainingRun.in(folder));
    var events = new ArrayList<TrainingEvent>();
    assertSame(train(recipe, TrainingRun.in(folder, events::add).resuming(true)), whole);
    assertThat(steps(events)).isZero();
  }

  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeItUsed() throws Exception {
    var recipe = TestRecipes.small();
    var whole = train(recipe, TrainingRun.in(folder.resolve("whole")));
    var part = folder.resolve("part");
    var events = new ArrayList<TrainingEvent>();
    var first = TrainingRun.in(part, events::add).stoppedBy(() -> steps(events) >= 40);
    Trainer.train(NETWORK, recipe, DATA, new SoftmaxEngine(), first);
    var last = Checkpoints.in(part).last();
    var bytes = Files.readAllBytes(last);
    bytes[bytes.length - 7] ^= 16;
    Files.write(last, bytes);
    events.clear();
    var rest = train(recipe, TrainingRun.in(part, events::add).resuming(true));
    assertThat(events)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        TrainingEvent.Warning.class,
                        warning ->
                            assertThat(warning.message())
                                .contains("last.safetensors is damaged")
                                .contains("resuming from")
                                .contains("previous.safetensors")));
    assertThat(steps(events)).isEqualTo(64 - 32);
    assertSame(rest, whole);
  }

  @Test
  void twoDamagedCheckpointsAreAnError() throws Exception {
    train(TestRecipes.small(), TrainingRun.in(folder));
    Files.write(Checkpoints.in(folder).last(), new byte[100]);
    Files.write(Checkpoints.in(folder).previous(), new byte[3]);
    assertThatThrownBy(() -> train(TestRecipes.small(), TrainingRun.in(folder).resuming(true)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("last.safetensors is damaged")
        .hasMessageContaining("previous.safetensors is damaged");
  }

  @Test
  void anotherRecipeDoesNotGoOn() {
    train(TestRecipes.small(), TrainingRun.in(folder));
    var other = TestRecipes.small().with(r -> r.seed(8));
    assertThatThrownBy(() -> train(other, TrainingRun.in(folder).resuming(true)))
        .hasMessageContaining("another seed");
  }

  @Test
  void aFolderWithATrainingIsNotOverwritten() {
    train(TestRecipes.small(), TrainingRun.in(folder));
    assertThatThrownBy(() -> train(TestRecipes.small(), TrainingRun.in(folder)))
        .hasMessageContaining("already has a training");
  }

  @Test
  void aLossThatIsNotANumberStopsAndKeepsTheLastGoodCheckpoint() {
    var events = new ArrayList<TrainingEvent>();
    var recipe = TestRecipes.small();
    var poisoned = poisoned(20);
    var run = TrainingRun.in(folder, events::add);
    assertThatThrownBy(() -> Trainer.train(NETWORK, recipe, poisoned, new SoftmaxEngine(), run))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss became NaN in epoch 2 at iteration 21 with learning rate")
        .hasMessageContaining("last.safetensors");
    assertThat(events.getLast()).isInstanceOf(TrainingEvent.Failed.class);
    var kept = Checkpoints.in(folder).latest(event -> {}).orElseThrow();
    assertThat(kept.progress().iteration()).isEqualTo(16);
    assertThat(Checkpoint.firstNotFinite(kept.state().weights())).isEmpty();
  }

  @Test
  void accumulatedHalvesEqualTheWholeBatch() {
    var halves = new Clouds(512, 16, 1);
    var wholes = new Clouds(512, 32, 1);
    var small = TestRecipes.small();
    var a =
        Trainer.train(
            NETWORK,
            small.with(r -> r.batchSize(16).accumulation(2)),
            halves,
            new SoftmaxEngine(0),
            TrainingRun.in(folder.resolve("a")));
    var b =
        Trainer.train(
            NETWORK, small, wholes, new SoftmaxEngine(0), TrainingRun.in(folder.resolve("b")));
    float[] x = a.orElseThrow().network().weights().at(SoftmaxEngine.WEIGHT).data();
    float[] y = b.orElseThrow().network().weights().at(SoftmaxEngine.WEIGHT).data();
    assertThat(a.get().iterations()).isEqualTo(b.get().iterations());
    assertThat(x).containsExactly(y, org.assertj.core.data.Offset.offset(1e-4f));
  }

  @Test
  void theBetterOfWeightsAndAverageIsSavedAndBothAreTold() throws Exception {
    var events = new ArrayList<TrainingEvent>();
    var result = train(TestRecipes.small(), TrainingRun.in(folder, events::add));
    var state = Checkpoints.in(folder).latest(event -> {}).orElseThrow().state();
    var contest = result.contest();
    var better = contest.averageWins() ? state.average().orElseThrow() : state.weights();
    assertThat(bits(Safetensors.read(Checkpoints.in(folder).model()))).isEqualTo(bits(better));
    assertThat(bits(state.average().orElseThrow())).isNotEqualTo(bits(state.weights()));
    assertThat(result.test().accuracy())
        .isEqualTo(
            Math.max(contest.weights().accuracy(), contest.average().orElseThrow().accuracy()));
    var json = TrainingJson.tree(Files.readString(folder.resolve("result.json"))).orElseThrow();
    assertThat(json.path("weightsAccuracy").asDouble()).isEqualTo(contest.weights().accuracy());
    assertThat(json.path("averageAccuracy").asDouble())
        .isEqualTo(contest.average().orElseThrow().accuracy());
    assertThat(json.path("better").asText())
        .isEqualTo(contest.averageWins() ? "average" : "weights");
  }

  /** 64 updates: a constant decay of 0.9998 would leave 98.7 % of the initial weights. */
  @Test
  void anAverageForLongTrainingsServesAShortOneToo() {
    var recipe = TestRecipes.small().with(r -> r.averageDecay(0.9998));
    var contest = train(recipe, TrainingRun.in(folder)).contest();
    assertThat(contest.average().orElseThrow().accuracy())
        .isGreaterThan(0.85)
        .isCloseTo(contest.weights().accuracy(), org.assertj.core.data.Offset.offset(0.03));
  }

  /** The first runs' checkpoints say nothing of how their average moves: its decay was constant. */
  @Test
  void aRunOfTheFirstEditionKeepsItsAverageAndTheWorseIsNotSaved() {
    var recipe = TestRecipes.small().with(r -> r.averageDecay(0.9998));
    stopped(recipe, 1);
    var checkpoints = Checkpoints.in(folder);
    var now = checkpoints.latest(event -> {}).orElseThrow();
    var then =
        new TrainingState(
            now.state().weights(), now.state().optimizer(), Optional.of(NETWORK.weights()), 1);
    checkpoints.write(
        new Checkpoint(then, recipe, now.progress(), Optional.empty(), Optional.empty()));
    var result = train(recipe, TrainingRun.in(folder).resuming(true));
    var state = checkpoints.latest(event -> {}).orElseThrow().state();
    float initial = NETWORK.weights().at(SoftmaxEngine.WEIGHT).data()[0];
    float last = state.weights().at(SoftmaxEngine.WEIGHT).data()[0];
    float average = state.average().orElseThrow().at(SoftmaxEngine.WEIGHT).data()[0];
    assertThat(Math.abs(average - initial)).isLessThan(0.02f * Math.abs(last - initial));
    assertThat(result.contest().averageWins()).isFalse();
    assertThat(bits(result.network().weights())).isEqualTo(bits(state.weights()));
    assertThat(result.test().accuracy())
        .isGreaterThan(result.contest().average().orElseThrow().accuracy());
  }

  @Test
  void aRunGoesOnForMoreEpochsAndSaysSo() {
    var recipe = TestRecipes.small();
    train(recipe, TrainingRun.in(folder));
    var events = new ArrayList<TrainingEvent>();
    var longer = recipe.with(r -> r.length(Length.epochs(6)));
    var result = train(longer, TrainingRun.in(folder, events::add).resuming(true));
    assertThat(result.iterations()).isEqualTo(6 * 16);
    assertThat(steps(events)).isEqualTo(2 * 16);
    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            TrainingEvent.Warning.class,
            warning ->
                assertThat(warning.message()).contains("goes on to 6 epochs instead of 4 epochs"));
    assertThatThrownBy(() -> train(recipe, TrainingRun.in(folder).resuming(true)))
        .hasMessageContaining("cannot resume with a shorter length: the run is to have 6 epochs");
  }

  @Test
  void aRunGoesOnWhereItsDataWereMoved() {
    var recipe = TestRecipes.small();
    var whole = train(recipe, TrainingRun.in(folder.resolve("whole")));
    stopped(recipe, 20);
    var moved = recipe.with(r -> r.data("elsewhere"));
    assertSame(train(moved, TrainingRun.in(folder).resuming(true)), whole);
  }

  @Test
  void otherClassesOrOtherImagesAreRefusedInOneSentence() {
    var recipe = TestRecipes.small();
    stopped(recipe, 20);
    var run = TrainingRun.in(folder).resuming(true);
    var checkpoints = Checkpoints.in(folder);
    var named = checkpoints.latest(event -> {}).orElseThrow();
    var footing = new Footing(List.of("a", "b", "c", "d"), 500, true);
    assertThatThrownBy(
            () ->
                new Checkpoint(
                        named.state(),
                        recipe,
                        named.progress(),
                        Optional.of(footing),
                        Optional.empty())
                    .mustContinue(recipe, new Footing(List.of("a", "b", "d", "x"), 500, true), 16))
        .hasMessage(
            "cannot resume with other classes: the run learns 4 (c), the data now have 4 (x)");
    assertThatThrownBy(
            () -> Trainer.train(NETWORK, recipe, new Clouds(502, 32, 1), new SoftmaxEngine(), run))
        .hasMessage(
            "cannot resume with other images: the run has 500 training images an epoch, the data"
                + " now 502");
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    var recipe =
        TestRecipes.small()
            .with(r -> r.length(Length.epochs(100_000)).timeLimit(Duration.ofMillis(300)));
    var result = train(recipe, TrainingRun.in(folder));
    assertThat(result.end()).isEqualTo(TrainingResult.End.TIME);
    assertThat(result.trainSeconds()).isBetween(0.3, 3.0);
    assertThat(Checkpoints.in(folder).latest(event -> {}).orElseThrow().progress().iteration())
        .isEqualTo(result.iterations());
  }

  @Test
  void evaluatesAsOftenAsTheRecipeSays() {
    var events = new ArrayList<TrainingEvent>();
    var recipe = TestRecipes.small().with(r -> r.evaluateEvery(Length.iterations(10)));
    train(recipe, TrainingRun.in(folder, events::add));
    assertThat(events.stream().filter(Evaluated.class::isInstance).map(Evaluated.class::cast))
        .extracting(Evaluated::iteration)
        .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 64L);
  }

  /** The data with something that is not a number in one batch, counted from 0. */
  private static TrainingData poisoned(int batch) {
    return new TrainingData() {
      @Override
      public Shape input() {
        return DATA.input();
      }

      @Override
      public int classes() {
        return DATA.classes();
      }

      @Override
      public int examples() {
        return DATA.examples();
      }

      @Override
      public int batchesPerEpoch() {
        return DATA.batchesPerEpoch();
      }

      @Override
      public Batches training(int epoch, int first) {
        var batches = DATA.training(epoch, first);
        var count = new AtomicInteger();
        return new Batches() {
          @Override
          public Optional<Batch> next() {
            var next = batches.next();
            if (count.getAndIncrement() == batch) {
              next.orElseThrow().images()[3] = Float.NaN;
            }
            return next;
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public Batches validation() {
        return DATA.validation();
      }

      @Override
      public boolean holdsOut() {
        return false;
      }

      @Override
      public Batches test() {
        return DATA.test();
      }
    };
  }

  /** A run in the folder that was stopped after some updates. */
  private void stopped(Recipe recipe, int updates) {
    var events = new ArrayList<TrainingEvent>();
    var run = TrainingRun.in(folder, events::add).stoppedBy(() -> steps(events) >= updates);
    assertThat(Trainer.train(NETWORK, recipe, DATA, new SoftmaxEngine(), run)).isEmpty();
  }

  private static TrainingResult train(Recipe recipe, TrainingRun run) {
    return Trainer.train(NETWORK, recipe, DATA, new SoftmaxEngine(), run).orElseThrow();
  }

  private static long steps(List<TrainingEvent> events) {
    return events.stream().filter(Step.class::isInstance).count();
  }

  private static void assertSame(TrainingResult one, TrainingResult other) {
    assertThat(bits(one.network().weights())).isEqualTo(bits(other.network().weights()));
    assertThat(one.iterations()).isEqualTo(other.iterations());
    assertThat(one.history())
        .extracting(CurvePoint::trainLoss, CurvePoint::loss, CurvePoint::top1)
        .isEqualTo(
            other.history().stream()
                .map(p -> org.assertj.core.groups.Tuple.tuple(p.trainLoss(), p.loss(), p.top1()))
                .toList());
  }

  static String bits(Weights weights) {
    var text = new StringBuilder();
    weights
        .arrays()
        .forEach((key, array) -> text.append(key).append(java.util.Arrays.hashCode(array.data())));
    return text.toString();
  }
}
