package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.engine.contract.Specimen.INPUT;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;

/** What is closed holds no memory and no thread, even where somebody keeps the closed handle. */
record MemoryPromises(Specimen specimen) {
  private static final int ROUNDS = 40;

  /** Less than a single workspace of each round would take. */
  private static final long FLAT = 4 << 20;

  /** What may be left of one predictor and one step, in an engine that stays open. */
  private static final long NOTHING = 5_000_000;

  /** So many images that the values of one layer take several times as much. */
  private static final int MANY = 8192;

  Stream<Promise> all() {
    return Stream.of(
        new Promise("what is closed holds no memory", this::memory),
        new Promise("an open engine keeps nothing of what is closed", this::nothing),
        new Promise("a closed engine leaves no thread behind", this::threads));
  }

  private void memory() {
    List<AutoCloseable> closed = new ArrayList<>();
    for (int i = 0; i < 3; i++) { // until everything is loaded that is loaded once
      round(closed);
    }
    long heap = heap();
    long objects = specimen.nativeObjects().getAsLong();
    for (int i = 0; i < ROUNDS; i++) {
      round(closed);
    }
    assertThat(heap() - heap).as("growth of the heap in bytes").isLessThan(FLAT);
    assertThat(specimen.nativeObjects().getAsLong())
        .as("objects outside the heap")
        .isEqualTo(objects);
    assertThat(closed).hasSize((specimen.trains() ? 3 : 2) * (ROUNDS + 3));
  }

  private void round(List<AutoCloseable> closed) {
    var engine = specimen.open();
    var predictor = engine.prediction(specimen.network());
    predictor.logits(images(64, 1), 64, 3, 8, 8);
    predictor.activations(images(2, 1), 2, 3, 8, 8, Set.of("fc"));
    specimen
        .step(engine)
        .ifPresent(
            step -> {
              step.accumulate(batch(6, 1), StepRequest.training(1).withProbes(Set.of("fc")));
              step.update(0.1);
              step.restore(step.state());
              step.close();
              closed.add(step);
            });
    predictor.close();
    engine.close();
    closed.addAll(List.of(engine, predictor));
  }

  /** As a server does that changes its network. */
  private void nothing() {
    try (var engine = specimen.open()) {
      engine.prediction(specimen.network()).close();
      long heap = heap();
      large(engine);
      assertThat(heap() - heap).as("growth of the heap in bytes").isLessThan(NOTHING);
    }
  }

  private void large(Engine engine) {
    try (var predictor = engine.prediction(specimen.network())) {
      predictor.logits(images(MANY, 1), MANY, 3, 8, 8);
      if (specimen.trains()) {
        try (var step = engine.training(specimen.network(), TrainingOptions.sgd(INPUT, MANY))) {
          step.accumulate(batch(MANY, 1), StepRequest.training(1));
          step.update(0.1);
        }
      }
      predictor.logits(images(MANY, 1), MANY, 3, 8, 8);
    }
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      var runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private void threads() throws InterruptedException {
    round(new ArrayList<>());
    var before = alive();
    List<Engine> engines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      var engine = specimen.open();
      engine.prediction(specimen.network()).logits(images(6, 1), 6, 3, 8, 8);
      engines.add(engine);
    }
    engines.forEach(Engine::close);
    long end = System.nanoTime() + 10_000_000_000L;
    var left = alive();
    while (System.nanoTime() < end && !before.containsAll(left)) {
      Thread.sleep(20);
      left = alive();
    }
    left.removeAll(before);
    assertThat(left).as("threads left").isEmpty();
  }

  private static List<Thread> alive() {
    var all = new Thread[Thread.activeCount() + 64];
    return new ArrayList<>(Arrays.asList(all).subList(0, Thread.enumerate(all)));
  }
}
