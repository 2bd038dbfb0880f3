package org.resnet4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TallyTest {
  /** Six images of three classes, counted by hand. */
  @Example
  void countsWhatAHandCounts() {
    var tally = new Tally(3);
    tally.add(new double[] {0.7, 0.2, 0.1}, 0);
    tally.add(new double[] {0.5, 0.3, 0.2}, 1);
    tally.add(new double[] {0.1, 0.8, 0.1}, 1);
    tally.add(new double[] {0.3, 0.1, 0.6}, 2);
    tally.add(new double[] {0.4, 0.2, 0.4}, 2);
    tally.add(new double[] {0.1, 0.9, 0.0}, 1);
    var evaluation = tally.evaluation();
    assertThat(evaluation.correct()).isEqualTo(4);
    assertThat(evaluation.total()).isEqualTo(6);
    assertThat(evaluation.top5()).isEqualTo(1);
    assertThat(evaluation.confusion())
        .isDeepEqualTo(new long[][] {{1, 0, 0}, {1, 2, 0}, {1, 0, 1}});
    assertThat(evaluation.perClassAccuracy())
        .containsExactly(new double[] {1, 2 / 3.0, 0.5}, within(1e-12));
    double loss = -Math.log(0.7 * 0.3 * 0.8 * 0.6 * 0.4 * 0.9) / 6;
    assertThat(evaluation.meanLoss()).isCloseTo(loss, within(1e-12));
  }

  @Example
  void calibrationErrorIsTheMeanGapOfTheBins() {
    var tally = new Tally(2);
    tally.add(new double[] {0.7, 0.3}, 0);
    tally.add(new double[] {0.68, 0.32}, 1);
    tally.add(new double[] {0.05, 0.95}, 1);
    var evaluation = tally.evaluation();
    // two images share the bin (10/15, 11/15]: accuracy 1/2, confidence 0.69; one in the last
    assertThat(evaluation.calibrationError())
        .isCloseTo((2 * (0.69 - 0.5) + (1 - 0.95)) / 3, within(1e-12));
    assertThat(evaluation.calibration()).hasSize(15);
    assertThat(evaluation.calibration().get(10).total()).isEqualTo(2);
  }

  @Property
  void rowsOfTheConfusionMatrixAreTheClasses(@ForAll long seed) {
    var random = new Random(seed);
    int classes = 2 + random.nextInt(12);
    var tally = new Tally(classes);
    var perClass = new long[classes];
    for (int i = 0; i < 50; i++) {
      var logits = new float[classes];
      for (int k = 0; k < classes; k++) {
        logits[k] = (float) random.nextGaussian();
      }
      int label = random.nextInt(classes);
      perClass[label]++;
      tally.add(Scores.softmax(logits, 0, classes), label);
    }
    var evaluation = tally.evaluation();
    long diagonal = 0;
    for (int k = 0; k < classes; k++) {
      assertThat(java.util.Arrays.stream(evaluation.confusion()[k]).sum()).isEqualTo(perClass[k]);
      diagonal += evaluation.confusion()[k][k];
    }
    assertThat(diagonal).isEqualTo(evaluation.correct());
    assertThat(evaluation.correctTop5()).isGreaterThanOrEqualTo(evaluation.correct());
    assertThat(evaluation.calibrationError()).isBetween(0.0, 1.0);
  }

  @Example
  void ranksCountEqualScoresInOrder() {
    float[] scores = {9, 1, 3, 3, 2};
    assertThat(List.of(0, 4, 1, 2, 3))
        .isEqualTo(
            java.util.stream.IntStream.range(0, 5)
                .mapToObj(k -> Scores.rank(scores, 0, 5, k))
                .toList());
    assertThat(Scores.rank(new float[] {1, Float.NaN, 0}, 0, 3, 1)).isEqualTo(2);
  }

  @Example
  void hugeLogitsDoNotOverflow() {
    assertThat(Scores.softmax(new float[] {1e30f, 0, -1e30f}, 0, 3)).containsExactly(1, 0, 0);
  }

  @Example
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> new Tally(3).add(new double[] {1, 0}, 0))
        .hasMessageContaining("2 scores does not fit an evaluation with 3 classes");
    assertThatThrownBy(() -> new Tally(3).evaluation()).hasMessageContaining("no image");
  }
}
