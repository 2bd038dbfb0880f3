package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.images;
import static org.resnet4j.engine.contract.Specimen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingState;

/** What several threads may do at once. */
record ThreadPromises(Specimen specimen) {
  private static final int THREADS = 6;

  Stream<Promise> all() {
    var ofTraining =
        Stream.of(
            new Promise("an engine trains on several threads at once", this::engine),
            new Promise("a training step refuses a second thread", this::step));
    return Stream.concat(ofPrediction(), specimen.trains() ? ofTraining : Stream.of());
  }

  private Stream<Promise> ofPrediction() {
    return Stream.of(
        new Promise("a predictor serves several threads at once", this::predictor),
        new Promise("closing while others compute harms no result", this::closing),
        new Promise("an interrupted thread stays interrupted", this::interrupted));
  }

  private static float[] logits(Predictor predictor, int size, long seed) {
    return predictor.logits(images(size, seed), size, 3, 8, 8);
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var results = new ArrayList<T>();
      for (var done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    }
  }

  private void predictor() throws Exception {
    try (var engine = specimen.open();
        var predictor = engine.prediction(specimen.network())) {
      var expected = new ArrayList<float[]>();
      var calls = new ArrayList<Callable<float[]>>();
      for (int i = 0; i < 60; i++) {
        int size = 1 + i % 3;
        int seed = i;
        expected.add(logits(predictor, size, seed));
        calls.add(() -> logits(predictor, size, seed));
      }
      var actual = together(calls);
      for (int i = 0; i < actual.size(); i++) {
        Same.floats(actual.get(i), expected.get(i));
      }
    }
  }

  private void engine() throws Exception {
    try (var engine = specimen.open()) {
      var expected = trained(engine);
      List<Callable<TrainingState>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(() -> trained(engine));
      }
      for (var state : together(calls)) {
        Same.states(state, expected);
      }
    }
  }

  private TrainingState trained(Engine engine) {
    try (var step = engine.training(specimen.network(), options())) {
      for (int i = 0; i < 3; i++) {
        step.accumulate(batch(6, i), StepRequest.training(i));
        step.update(0.05);
      }
      return step.state();
    }
  }

  private void step() throws Exception {
    try (var engine = specimen.open();
        var step = engine.training(specimen.network(), options())) {
      var refusal = new ArrayList<String>();
      var over = new AtomicBoolean();
      var other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      tryTo(() -> step.accumulate(batch(6, 1), StepRequest.training(1)));
                    }
                  });
      long end = System.nanoTime() + 20_000_000_000L;
      while (refusal.isEmpty() && System.nanoTime() < end) {
        try {
          step.state();
        } catch (IllegalStateException e) {
          refusal.add(String.valueOf(e.getMessage()));
        }
      }
      over.set(true);
      other.join();
      assertThat(refusal)
          .containsExactly(
              "the training step is in use by another thread; it is for one thread at a time");
      step.state();
    }
  }

  private static void tryTo(Runnable call) {
    try {
      call.run();
    } catch (IllegalStateException theOtherThreadIsInside) {
      Thread.onSpinWait();
    }
  }

  private void closing() throws Exception {
    for (int round = 0; round < 5; round++) {
      var engine = specimen.open();
      var predictor = engine.prediction(specimen.network());
      float[] expected = logits(predictor, 2, 1);
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS - 1; i++) {
        calls.add(() -> untilClosed(predictor, expected));
      }
      calls.add(
          () -> {
            Thread.sleep(30);
            engine.close();
            return true;
          });
      assertThat(together(calls)).containsOnly(true);
    }
  }

  /** Computes until the predictor is closed: every result before that is whole. */
  private static boolean untilClosed(Predictor predictor, float[] expected) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      try {
        Same.floats(logits(predictor, 2, 1), expected);
      } catch (IllegalStateException closed) {
        assertThat(closed).hasMessage("the predictor is closed");
        return true;
      }
    }
    return fail("the predictor answers after it was closed");
  }

  private void interrupted() throws Exception {
    try (var engine = specimen.open();
        var predictor = engine.prediction(specimen.network())) {
      float[] expected = logits(predictor, 2, 1);
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 4 * THREADS; i++) {
        calls.add(
            () -> {
              Thread.currentThread().interrupt();
              try {
                Same.floats(logits(predictor, 2, 1), expected);
              } catch (EngineException e) {
                assertThat(e).hasMessage("interrupted while waiting for the predictor");
              }
              return Thread.interrupted();
            });
      }
      assertThat(together(calls)).containsOnly(true);
      Same.floats(logits(predictor, 2, 1), expected);
    }
  }
}
