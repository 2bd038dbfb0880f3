package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

class VectorPredictorTest {
  private final Network network = Twins.network(Zoo.of("resnet20"));
  private final float[] images = Twins.batch(Zoo.of("resnet20"), 7).images();

  @Test
  void manyThreadsMayPredictAtOnce() throws Exception {
    try (var engine = Twins.vector(2);
        var predictor = engine.prediction(network);
        var callers = Executors.newFixedThreadPool(6)) {
      float[] expected = predictor.logits(images, 7, 3, 32, 32);
      Callable<float[]> call = () -> predictor.logits(images, 7, 3, 32, 32);
      for (var result : callers.invokeAll(IntStream.range(0, 24).mapToObj(i -> call).toList())) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void anImageMeansTheSameInEveryBatch() {
    try (var engine = Twins.vector(2);
        var predictor = engine.prediction(network)) {
      float[] together = predictor.logits(images, 7, 3, 32, 32);
      for (int i = 0; i < 7; i++) {
        float[] image = Arrays.copyOfRange(images, i * 3072, (i + 1) * 3072);
        float[] alone = predictor.logits(image, 1, 3, 32, 32);
        assertThat(Twins.error(alone, Arrays.copyOfRange(together, i * 10, (i + 1) * 10)))
            .isLessThan(1e-5);
      }
    }
  }

  @Test
  void activationsAreLibtorchs() {
    var nodes = Set.of("input", "bn1", "layer1.0.sum", "layer2", "avgpool", "fc");
    try (var vector = Twins.vector(2);
        var torch = Twins.torch(Precision.FP32);
        var ours = vector.prediction(network);
        var theirs = torch.prediction(network)) {
      var seen = ours.activations(images, 7, 3, 32, 32, nodes);
      var expected = theirs.activations(images, 7, 3, 32, 32, nodes);
      for (var node : nodes) {
        assertThat(seen.get(node).shape()).as(node).isEqualTo(expected.get(node).shape());
        assertThat(Twins.error(seen.get(node).data(), expected.get(node).data()))
            .as(node)
            .isLessThan(1e-4);
      }
    }
  }

  @Test
  void autoTakesThisEngineOnTheCpu() {
    try (var engine = Engines.open("auto", EngineOptions.cpu(), network.layer())) {
      assertThat(engine.name()).isEqualTo("vector");
    }
  }
}
