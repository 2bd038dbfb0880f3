package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.weights.NdArray;

class ProbesTest {
  private static final Set<String> NODES =
      Set.of("input", "conv1", "bn1", "relu", "block.sum", "block", "block.conv1", "fc");

  @Test
  void readingsAreTheValuesAndGradientsOfTheNodes() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var batch = Fixtures.batch(1);
    try (var engine = Fixtures.engine(Precision.FP32);
        var step = engine.training(network, TrainingOptions.sgd(Fixtures.INPUT, 6))) {
      var request = new StepRequest(0.5, true, 3, NODES);
      var result = step.accumulate(batch, request);
      var readings = result.readings();
      assertThat(readings.keySet()).isEqualTo(NODES);
      assertThat(readings.get("input").value().data()).isEqualTo(batch.images());
      assertThat(readings.get("fc").value().data()).isEqualTo(result.logits());
      assertRelu(readings.get("bn1").value(), readings.get("relu").value());
      assertRelu(readings.get("block.sum").value(), readings.get("block").value());
      // d loss / d logits sums to nothing over the classes, whatever the request's scale
      var gradient = readings.get("fc").gradient().data();
      double sum = 0;
      double size = 0;
      for (int i = 0; i < Fixtures.CLASSES; i++) {
        sum += gradient[i];
        size += Math.abs(gradient[i]);
      }
      assertThat(sum).isCloseTo(0, within(1e-6));
      float probability = 1 + 6 * gradient[label(batch)];
      assertThat(probability).isCloseTo(softmax(result.logits(), label(batch)), within(1e-5f));
      assertThat(size).isPositive();
    }
  }

  @Test
  void probesChangeNothing() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.FP32);
        var seen = engine.training(network, TrainingOptions.sgd(Fixtures.INPUT, 6));
        var unseen = engine.training(network, TrainingOptions.sgd(Fixtures.INPUT, 6))) {
      var plain = StepRequest.training(3);
      var probed = seen.accumulate(Fixtures.batch(1), plain.withProbes(NODES));
      var result = unseen.accumulate(Fixtures.batch(1), plain);
      assertThat(probed.logits()).isEqualTo(result.logits());
      for (var key : seen.gradients().keys()) {
        assertThat(seen.gradients().at(key).data()).isEqualTo(unseen.gradients().at(key).data());
      }
    }
  }

  @Test
  void predictorsShowActivations() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var images = Fixtures.batch(1).images();
    try (var engine = Fixtures.engine(Precision.FP32);
        var predictor = engine.prediction(network)) {
      var seen = predictor.activations(images, 6, 3, 8, 8, Set.of("fc", "block.sum"));
      assertThat(seen.get("fc").data()).isEqualTo(predictor.logits(images, 6, 3, 8, 8));
      assertThat(seen.get("block.sum").shape().sizes()).containsExactly(6, 4, 8, 8);
    }
  }

  @Test
  void anUnknownNodeIsNamed() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.FP32);
        var predictor = engine.prediction(network)) {
      assertThatThrownBy(() -> predictor.activations(new float[192], 1, 3, 8, 8, Set.of("layer9")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'layer9'");
    }
  }

  private static int label(org.resnet4j.data.Batch batch) {
    return ((org.resnet4j.data.Targets.Labels) batch.targets()).labels()[0];
  }

  private static float softmax(float[] logits, int label) {
    double sum = 0;
    for (int i = 0; i < Fixtures.CLASSES; i++) {
      sum += Math.exp(logits[i]);
    }
    return (float) (Math.exp(logits[label]) / sum);
  }

  private static void assertRelu(NdArray before, NdArray after) {
    for (int i = 0; i < before.data().length; i++) {
      assertThat(after.data()[i]).isEqualTo(Math.max(0, before.data()[i]));
    }
    assertThat(before.data()).isNotEqualTo(after.data());
  }
}
