package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.engine.contract.Specimen.CLASSES;
import static org.resnet4j.engine.contract.Specimen.IMAGE;
import static org.resnet4j.engine.contract.Specimen.INPUT;
import static org.resnet4j.engine.contract.Specimen.images;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Shape;

/** What a predictor gives depends on the image alone. */
record PredictionPromises(Specimen specimen) {
  Stream<Promise> all() {
    return Stream.of(
        promise("the same images give the same bits", this::sameBits),
        promise("an image means the same in every batch", this::inEveryBatch),
        promise("images may be longer than the batch", this::longer),
        promise("images are only read, and results are copies", this::copies),
        promise("NaN in one row stays in that row", this::oneRow),
        promise("the last node's output is the logits", this::lastNode),
        promise("no node wanted is none given", this::noNode),
        new Promise("a predictor for one size gives what one for any size gives", this::oneSize),
        new Promise("the bytes of a prediction are known before it or not at all", this::memory));
  }

  /** What is checked of an open predictor. */
  private interface Check {
    void of(Predictor predictor);
  }

  private Promise promise(String name, Check check) {
    return new Promise(
        name,
        () -> {
          try (var engine = specimen.open();
              var predictor = engine.prediction(specimen.network())) {
            check.of(predictor);
          }
        });
  }

  private static float[] logits(Predictor predictor, float[] images, int size) {
    return predictor.logits(images, size, 3, 8, 8);
  }

  private static float[] row(float[] logits, int row) {
    return Arrays.copyOfRange(logits, row * CLASSES, (row + 1) * CLASSES);
  }

  private void sameBits(Predictor predictor) {
    float[] once = logits(predictor, images(4, 1), 4);
    logits(predictor, images(4, 2), 4);
    Same.floats(logits(predictor, images(4, 1), 4), once);
    try (var engine = specimen.open();
        var another = engine.prediction(specimen.network())) {
      Same.floats(logits(another, images(4, 1), 4), once);
    }
  }

  private void inEveryBatch(Predictor predictor) {
    float[] x = images(5, 1);
    float[] together = logits(predictor, x, 5);
    assertThat(together).hasSize(5 * CLASSES);
    for (int i = 0; i < 5; i++) {
      float[] alone = logits(predictor, Arrays.copyOfRange(x, i * IMAGE, (i + 1) * IMAGE), 1);
      Same.nearly(alone, row(together, i), 1e-4 * specimen.tolerance());
    }
  }

  private void longer(Predictor predictor) {
    float[] x = images(3, 1);
    float[] exact = logits(predictor, Arrays.copyOf(x, 2 * IMAGE), 2);
    Same.floats(logits(predictor, x, 2), exact);
  }

  private void copies(Predictor predictor) {
    float[] x = images(2, 1);
    float[] before = x.clone();
    float[] first = logits(predictor, x, 2);
    float[] kept = first.clone();
    var seen = predictor.activations(x, 2, 3, 8, 8, Set.of("fc"));
    assertThat(x).isEqualTo(before);
    logits(predictor, images(2, 2), 2);
    assertThat(first).isEqualTo(kept);
    Arrays.fill(first, 7);
    Arrays.fill(Objects.requireNonNull(seen.get("fc")).data(), 7);
    Same.floats(logits(predictor, x, 2), kept);
  }

  private void oneRow(Predictor predictor) {
    float[] clean = images(4, 1);
    float[] spoilt = clean.clone();
    Arrays.fill(spoilt, IMAGE, 2 * IMAGE, Float.NaN);
    float[] expected = logits(predictor, clean, 4);
    float[] actual = logits(predictor, spoilt, 4);
    for (int row : new int[] {0, 2, 3}) {
      Same.floats(row(actual, row), row(expected, row));
    }
    assertThat(Float.isNaN(actual[CLASSES])).as("the row itself is NaN").isTrue();
    Same.floats(logits(predictor, clean, 4), expected);
  }

  private void lastNode(Predictor predictor) {
    float[] x = images(3, 1);
    var seen = predictor.activations(x, 3, 3, 8, 8, Set.of("fc", "input"));
    assertThat(seen).containsOnlyKeys("fc", "input");
    var input = Objects.requireNonNull(seen.get("input"));
    assertThat(input.shape()).isEqualTo(Shape.of(3, 3, 8, 8));
    Same.floats(input.data(), x);
    var last = Objects.requireNonNull(seen.get("fc"));
    assertThat(last.shape()).isEqualTo(Shape.of(3, CLASSES));
    Same.nearly(last.data(), logits(predictor, x, 3), 1e-5 * specimen.tolerance());
  }

  private void oneSize() {
    try (var engine = specimen.open();
        var any = engine.prediction(specimen.network());
        var one = engine.prediction(specimen.network(), INPUT, 4)) {
      float[] x = images(4, 1);
      float[] expected = logits(any, x, 4);
      Same.nearly(logits(one, x, 4), expected, 1e-5 * specimen.tolerance());
      Same.nearly(logits(one, x, 1), row(expected, 0), 1e-4 * specimen.tolerance());
      Same.nearly(logits(one, x, 4), expected, 1e-5 * specimen.tolerance());
      var seen = one.activations(x, 4, 3, 8, 8, Set.of("fc"));
      Same.nearly(
          Objects.requireNonNull(seen.get("fc")).data(), expected, 1e-5 * specimen.tolerance());
    }
  }

  private void memory() {
    try (var engine = specimen.open()) {
      var layer = specimen.network().layer();
      var one = engine.memory(layer, INPUT, 1);
      var eight = engine.memory(layer, INPUT, 8);
      assertThat(one.isPresent()).isEqualTo(eight.isPresent());
      one.ifPresent(
          bytes -> {
            assertThat(bytes.total())
                .isEqualTo(bytes.weights() + bytes.activations() + bytes.workspace());
            assertThat(bytes.activations()).isLessThan(eight.orElseThrow().activations());
          });
    }
  }

  private void noNode(Predictor predictor) {
    assertThat(predictor.activations(images(1, 1), 1, 3, 8, 8, Set.of())).isEmpty();
  }
}
