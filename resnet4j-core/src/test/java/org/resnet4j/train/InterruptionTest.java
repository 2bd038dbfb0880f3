package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingEvent.CheckpointSaved;
import org.resnet4j.train.event.TrainingEvent.EpochDone;
import org.resnet4j.train.event.TrainingEvent.Interrupted;
import org.resnet4j.train.event.TrainingEvent.Step;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.run.TrainingLog;
import org.resnet4j.weights.Network;

/** A training whose thread is interrupted stops, and goes on to the very same weights. */
class InterruptionTest {
  private static final Clouds DATA = new Clouds(500, 32, 1);
  private static final Network NETWORK = SoftmaxEngine.network(Clouds.FEATURES, Clouds.CLASSES);
  @TempDir Path folder;

  @AfterEach
  void nobodyElseIsInterrupted() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 16, 31, 33, 63})
  void atAnyStep(int step) throws Exception {
    goesOn(event -> event instanceof Step s && s.iteration() == step, DATA);
  }

  @Test
  void atTheEndOfAnEpoch() throws Exception {
    goesOn(event -> event instanceof EpochDone done && done.epoch() == 2, DATA);
  }

  @Test
  void whenACheckpointIsSaved() throws Exception {
    goesOn(event -> event instanceof CheckpointSaved saved && saved.iteration() == 32, DATA);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 16, 40})
  void whileItWaitsForTrainingImages(int batch) throws Exception {
    goesOn(event -> false, new Interrupting(batch, -1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 17, 50})
  void whileItWaitsForTestImages(int batch) throws Exception {
    goesOn(event -> false, new Interrupting(-1, batch));
  }

  private void goesOn(Predicate<TrainingEvent> when, TrainingData data) throws Exception {
    var unbroken = train(TrainingRun.in(folder.resolve("unbroken")), DATA).orElseThrow();
    var broken = folder.resolve("broken");
    Files.createDirectories(broken);
    var events = new ArrayList<TrainingEvent>();
    Consumer<TrainingEvent> interrupter =
        event -> {
          events.add(event);
          if (when.test(event)) {
            Thread.currentThread().interrupt();
          }
        };
    var log = TrainingLog.csv(broken.resolve("steps.csv"));
    assertThat(train(TrainingRun.in(broken, interrupter, log), data)).isEmpty();
    assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
    assertThat(events.getLast()).isInstanceOf(Interrupted.class);

    var again = TrainingRun.in(broken, events::add, log).resuming(true);
    var result = train(again, DATA).orElseThrow();
    assertThat(TrainerTest.bits(result.network().weights()))
        .isEqualTo(TrainerTest.bits(unbroken.network().weights()));
    assertThat(result.history()).extracting(p -> p.loss()).isEqualTo(losses(unbroken));
    assertThat(events.stream().filter(Step.class::isInstance).map(e -> ((Step) e).iteration()))
        .as("no step is lost, none is made twice")
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
    assertThat(Files.readAllLines(broken.resolve("steps.csv"))).hasSize(65);
  }

  private static List<Double> losses(TrainingResult result) {
    return result.history().stream().map(p -> p.loss()).toList();
  }

  private static Optional<TrainingResult> train(TrainingRun run, TrainingData data) {
    return Trainer.train(NETWORK, TestRecipes.small(), data, new SoftmaxEngine(), run);
  }

  /**
   * The data; when one of their batches is asked for, the thread is interrupted in its wait, as by
   * a loader.
   */
  private static final class Interrupting implements TrainingData {
    private int trainingBatches;
    private int testBatches;

    Interrupting(int trainingBatches, int testBatches) {
      this.trainingBatches = trainingBatches;
      this.testBatches = testBatches;
    }

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
    public Batches training(int epoch, int batch) {
      return interrupting(DATA.training(epoch, batch), () -> trainingBatches-- == 0);
    }

    @Override
    public Batches validation() {
      return test();
    }

    @Override
    public boolean holdsOut() {
      return false;
    }

    @Override
    public Batches test() {
      return interrupting(DATA.test(), () -> testBatches-- == 0);
    }

    private static Batches interrupting(Batches batches, BooleanSupplier interrupt) {
      return new Batches() {
        @Override
        public Optional<Batch> next() {
          if (interrupt.getAsBoolean()) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for a batch");
          }
          return batches.next();
        }

        @Override
        public void close() {
          batches.close();
        }
      };
    }
  }
}
