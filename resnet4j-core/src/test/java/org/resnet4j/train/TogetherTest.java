package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.engine.contract.ThreadedCollective;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.weights.Network;

/** Several processes, here threads, train as one does. */
class TogetherTest {
  private static final Network NETWORK = SoftmaxEngine.network(16, 4);
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theyEqualOneProcess(int size) throws Exception {
    var alone = alone(folder.resolve("alone"));
    var results = ThreadedCollective.run(size, p -> train(p, "run", false).orElseThrow());
    for (var result : results) {
      assertThat(result.iterations()).isEqualTo(alone.iterations());
      assertThat(result.test().total()).isEqualTo(100);
      assertThat(result.test().correct()).isEqualTo(alone.test().correct());
      assertThat(result.test().meanLoss()).isCloseTo(alone.test().meanLoss(), within(1e-5));
      assertThat(result.history()).hasSameSizeAs(alone.history());
      for (int i = 0; i < alone.history().size(); i++) {
        var expected = alone.history().get(i);
        assertThat(result.history().get(i).learningRate()).isEqualTo(expected.learningRate());
        assertThat(result.history().get(i).trainTop1()).isEqualTo(expected.trainTop1());
      }
      float[] weights = result.network().weights().at(SoftmaxEngine.WEIGHT).data();
      float[] right = alone.network().weights().at(SoftmaxEngine.WEIGHT).data();
      for (int i = 0; i < right.length; i++) {
        assertThat(weights[i]).isCloseTo(right[i], within(1e-5f));
      }
    }
  }

  @Test
  void theLeaderAloneWritesFiles() throws Exception {
    ThreadedCollective.run(2, p -> train(p, "run" + p.rank(), false).orElseThrow());
    assertThat(folder.resolve("run0/model.safetensors")).exists();
    assertThat(folder.resolve("run0/result.json")).content().contains("\"processes\" : 2");
    assertThat(folder.resolve("run1")).doesNotExist();
  }

  @Test
  void whereOneIsAskedToStopAllStopAndOthersGoOn() throws Exception {
    var whole = ThreadedCollective.run(2, p -> train(p, "whole", false).orElseThrow());
    var stopped = ThreadedCollective.run(2, p -> stopped(p, 5));
    assertThat(stopped).allSatisfy(result -> assertThat(result).isEmpty());
    var resumed = ThreadedCollective.run(2, p -> train(p, "part", true).orElseThrow());
    for (var result : resumed) {
      assertThat(result.network().weights().arrays())
          .isEqualTo(whole.getFirst().network().weights().arrays());
    }
  }

  @Test
  void fewerGoOnAndAreTold() throws Exception {
    ThreadedCollective.run(3, p -> stopped(p, 5));
    var events = Collections.synchronizedList(new ArrayList<TrainingEvent>());
    var run = TrainingRun.in(folder.resolve("part"), events::add).resuming(true);
    assertThat(Trainer.train(NETWORK, TestRecipes.small(), data(), new SoftmaxEngine(0), run))
        .isPresent();
    assertThat(events)
        .filteredOn(TrainingEvent.Warning.class::isInstance)
        .singleElement()
        .asString()
        .contains("the number of processes changes from 3 to 1, which gives other last digits");
  }

  @Test
  void whereOneFailsAllFail() {
    assertThatThrownBy(
            () ->
                ThreadedCollective.run(
                    2,
                    p -> {
                      if (p.rank() == 1) {
                        throw new IllegalStateException("no memory");
                      }
                      return train(p, "run", false);
                    }))
        .hasMessageContaining("a thread of the group did not come");
  }

  private TrainingResult alone(Path run) {
    return Trainer.train(
            NETWORK, TestRecipes.small(), data(), new SoftmaxEngine(0), TrainingRun.in(run))
        .orElseThrow();
  }

  private Optional<TrainingResult> train(
      ThreadedCollective processes, String name, boolean resume) {
    var run =
        TrainingRun.in(folder.resolve(name))
            .resuming(resume)
            .together(new DataParallel(processes, false));
    return Trainer.train(NETWORK, TestRecipes.small(), data(), new SoftmaxEngine(0), run);
  }

  /** The last process is asked to stop after so many updates. */
  private Optional<TrainingResult> stopped(ThreadedCollective processes, int updates) {
    var steps = new ArrayList<TrainingEvent>();
    boolean asked = processes.rank() == processes.size() - 1;
    var run =
        TrainingRun.in(
                folder.resolve("part"),
                event -> {
                  if (event instanceof TrainingEvent.Step) {
                    steps.add(event);
                  }
                })
            .stoppedBy(() -> asked && steps.size() >= updates)
            .together(new DataParallel(processes, false));
    return Trainer.train(NETWORK, TestRecipes.small(), data(), new SoftmaxEngine(0), run);
  }

  /** Images that are bright in the quarter of their class; the last batch is whole: 96 and 32. */
  private static LoaderData data() {
    var train = images(200, 1);
    var test = images(100, 2);
    var steps = Pipeline.of(Normalise.of(train));
    var options = LoaderOptions.training(32, 7);
    return new LoaderData(train, test, test, steps, steps, Optional.empty(), options);
  }

  private static MemoryDataset images(int size, long seed) {
    var random = new SplittableRandom(seed);
    var pixels = new byte[16 * size];
    var labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(4);
      for (int f = 0; f < 16; f++) {
        pixels[16 * i + f] = (byte) (random.nextInt(150) + (f / 4 == labels[i] ? 60 : 0));
      }
    }
    var classes = List.of("a", "b", "c", "d");
    return new MemoryDataset("quarters", classes, new ImageShape(1, 4, 4), pixels, labels);
  }
}
