package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.resnet4j.engine.contract.Specimen.CLASSES;
import static org.resnet4j.engine.contract.Specimen.IMAGE;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.images;
import static org.resnet4j.engine.contract.Specimen.options;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** What one pass of training does, and what it leaves alone. */
record TrainingPromises(Specimen specimen) {
  private static final StepRequest TRAINING = StepRequest.training(3);
  private static final StepRequest EVALUATION = StepRequest.evaluation();

  Stream<Promise> all() {
    return Stream.of(
        promise("gradients of several batches add up", this::gradientsAddUp),
        promise("the scale multiplies the gradients and nothing else", this::scale),
        promise("a seed decides everything", this::seed),
        promise("probes change nothing", this::probesChangeNothing),
        promise("a probe's gradient is the loss's, without the scale", this::probeGradient),
        promise("evaluation mode moves nothing but the gradients", this::evaluationMode),
        promise("labels are distributions of one class", this::labels),
        promise("NaN in one row stays in that row's logits", this::oneRow),
        promise("batches are only read, the network is never written", this::onlyRead));
  }

  /** What is checked of two steps that begin alike. */
  private interface Check {
    void of(TrainingStep step, TrainingStep twin);
  }

  private Promise promise(String name, Check check) {
    return new Promise(
        name,
        () -> {
          try (var engine = specimen.open();
              var step = engine.training(specimen.network(), options());
              var twin = engine.training(specimen.network(), options())) {
            check.of(step, twin);
          }
        });
  }

  private void gradientsAddUp(TrainingStep step, TrainingStep twin) {
    twin.accumulate(batch(4, 1), EVALUATION);
    var first = twin.gradients();
    twin.update(0);
    twin.accumulate(batch(6, 2), EVALUATION);
    var second = twin.gradients();
    step.accumulate(batch(4, 1), EVALUATION);
    step.accumulate(batch(6, 2), EVALUATION);
    var both = step.gradients();
    for (var key : both.keys()) {
      Same.nearly(
          both.at(key).data(), sum(first.at(key), second.at(key), 1), 1e-4 * specimen.tolerance());
    }
    step.update(0);
    step.gradients().arrays().values().forEach(array -> assertThat(array.data()).containsOnly(0f));
  }

  private static float[] sum(NdArray a, NdArray b, float factor) {
    var sum = new float[a.data().length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a.data()[i] + factor * b.data()[i];
    }
    return sum;
  }

  private void scale(TrainingStep step, TrainingStep twin) {
    var whole = twin.accumulate(batch(4, 1), TRAINING);
    var quarter = step.accumulate(batch(4, 1), TRAINING.withScale(0.25));
    assertThat(quarter).isEqualTo(whole);
    var gradients = twin.gradients();
    for (var key : gradients.keys()) {
      var zero = NdArray.zeros(gradients.at(key).shape());
      var expected = sum(zero, gradients.at(key), 0.25f);
      Same.nearly(step.gradients().at(key).data(), expected, 1e-5 * specimen.tolerance());
    }
  }

  private void seed(TrainingStep step, TrainingStep twin) {
    var result = step.accumulate(batch(6, 1), TRAINING);
    assertThat(twin.accumulate(batch(6, 1), TRAINING)).isEqualTo(result);
    Same.weights(twin.gradients(), step.gradients());
    step.update(0.1);
    twin.update(0.1);
    Same.states(twin.state(), step.state());
    var other = twin.accumulate(batch(6, 1), StepRequest.training(4));
    assertThat(step.accumulate(batch(6, 1), TRAINING).logits())
        .as("other masks of dropout")
        .isNotEqualTo(other.logits());
  }

  private void probesChangeNothing(TrainingStep step, TrainingStep twin) {
    for (var request : new StepRequest[] {TRAINING, EVALUATION}) {
      var plain = twin.accumulate(batch(6, 1), request);
      var probed = step.accumulate(batch(6, 1), request.withProbes(specimen.probes()));
      assertThat(probed.readings().keySet()).isEqualTo(specimen.probes());
      assertThat(probed.loss()).isEqualTo(plain.loss());
      Same.floats(probed.logits(), plain.logits());
      Same.weights(step.gradients(), twin.gradients());
      step.update(0.1);
      twin.update(0.1);
      Same.states(step.state(), twin.state());
    }
  }

  /** d loss / d logits of an example is (softmax − target) / N. */
  private void probeGradient(TrainingStep step, TrainingStep twin) {
    var request = EVALUATION.withScale(0.25).withProbes(Set.of("fc"));
    var distributions = new float[2 * CLASSES];
    Arrays.fill(distributions, 1f / CLASSES);
    var targets = new Targets.Distributions(distributions, CLASSES);
    var result = step.accumulate(batch(images(2, 1), targets), request);
    var reading = Objects.requireNonNull(result.readings().get("fc"));
    Same.nearly(reading.value().data(), result.logits(), 1e-5 * specimen.tolerance());
    for (int row = 0; row < 2; row++) {
      double sum = 0;
      for (int k = 0; k < CLASSES; k++) {
        sum += Math.exp(result.logits()[row * CLASSES + k]);
      }
      for (int k = 0; k < CLASSES; k++) {
        int at = row * CLASSES + k;
        double expected = (Math.exp(result.logits()[at]) / sum - 1.0 / CLASSES) / 2;
        assertThat((double) reading.gradient().data()[at])
            .isCloseTo(expected, within(1e-5 * specimen.tolerance()));
      }
    }
  }

  private void evaluationMode(TrainingStep step, TrainingStep twin) {
    var result = step.accumulate(batch(6, 1), EVALUATION);
    Same.states(step.state(), twin.state());
    var otherSeed = new StepRequest(1, false, 99, Set.of());
    assertThat(twin.accumulate(batch(6, 1), otherSeed)).isEqualTo(result);
    try (var engine = specimen.open();
        var predictor = engine.prediction(specimen.network())) {
      float[] predicted = predictor.logits(images(6, 1), 6, 3, 8, 8);
      Same.nearly(result.logits(), predicted, 1e-4 * specimen.tolerance());
    }
  }

  private void labels(TrainingStep step, TrainingStep twin) {
    var labelled = batch(images(3, 1), new Targets.Labels(new int[] {0, 4, 2}));
    var rows = new float[3 * CLASSES];
    rows[0] = 1;
    rows[CLASSES + 4] = 1;
    rows[2 * CLASSES + 2] = 1;
    var distributed = labelled.withTargets(new Targets.Distributions(rows, CLASSES));
    double loss = step.accumulate(labelled, EVALUATION).loss();
    assertThat(twin.accumulate(distributed, EVALUATION).loss())
        .isCloseTo(loss, within(1e-6 * specimen.tolerance()));
    for (var key : step.gradients().keys()) {
      Same.nearly(
          twin.gradients().at(key).data(),
          step.gradients().at(key).data(),
          1e-4 * specimen.tolerance());
    }
  }

  private void oneRow(TrainingStep step, TrainingStep twin) {
    float[] spoilt = images(4, 1);
    Arrays.fill(spoilt, 0, IMAGE, Float.NaN);
    var targets = new Targets.Labels(new int[4]);
    float[] expected = twin.accumulate(batch(images(4, 1), targets), EVALUATION).logits();
    var result = step.accumulate(batch(spoilt, targets), EVALUATION);
    assertThat(result.loss()).isNaN();
    Same.floats(
        Arrays.copyOfRange(result.logits(), CLASSES, 4 * CLASSES),
        Arrays.copyOfRange(expected, CLASSES, 4 * CLASSES));
  }

  private void onlyRead(TrainingStep step, TrainingStep twin) {
    Weights before = specimen.network().weights().copy();
    var batch = batch(6, 1);
    var same = batch.copy();
    var result = step.accumulate(batch, TRAINING.withProbes(Set.of("fc")));
    var kept = result.logits().clone();
    step.update(0.1);
    step.accumulate(batch(6, 2), TRAINING);
    assertThat(batch).isEqualTo(same);
    assertThat(result.logits()).isEqualTo(kept);
    Same.weights(specimen.network().weights(), before);
    Same.weights(twin.state().weights(), before);
  }
}
