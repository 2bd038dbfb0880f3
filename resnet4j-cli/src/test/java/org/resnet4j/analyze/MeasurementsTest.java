package org.resnet4j.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.resnet4j.model.Layers.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.Precision;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class MeasurementsTest {
  private static final Shape DIGIT = Shape.of(1, 28, 28);

  private static NdArray array(Shape shape, float... values) {
    return new NdArray(shape, values);
  }

  private static Network of(Layer layer, Map<String, NdArray> arrays) {
    return new Network(layer, new Weights(arrays));
  }

  @Test
  void aResponseIsTheDeviationBehindBatchNorm() {
    var layer =
        chain()
            .add("conv", new Conv2d(1, 1, 3, 1, 1, false))
            .add("bn", new BatchNorm2d(1))
            .add("relu", Layers.relu())
            .add("flatten", new Flatten())
            .add("fc", new Linear(4, 2))
            .build();
    var arrays = new LinkedHashMap<String, NdArray>();
    arrays.put("conv.weight", array(Shape.of(1, 1, 3, 3), 0, 0, 0, 0, 2, 0, 0, 0, 0));
    arrays.put("bn.weight", array(Shape.of(1), 3));
    arrays.put("bn.bias", array(Shape.of(1), 5));
    arrays.put("bn.running_mean", array(Shape.of(1), 0));
    arrays.put("bn.running_var", array(Shape.of(1), 1 - 1e-5f));
    arrays.put("bn.num_batches_tracked", NdArray.scalar(0));
    arrays.put("fc.weight", NdArray.zeros(Shape.of(2, 4)));
    arrays.put("fc.bias", NdArray.zeros(Shape.of(2)));
    var batch = Samples.images(1, 2, 2, -1, -1, 1, 1);
    try (var engine = Samples.torch(Precision.FP64, layer)) {
      var responses = LayerResponses.measure(engine, of(layer, arrays), batch).layers();
      assertThat(responses).hasSize(1);
      assertThat(responses.getFirst().path()).isEqualTo("bn");
      assertThat(responses.getFirst().deviation()).isCloseTo(6, within(1e-4));
    }
  }

  @Test
  void gradCamOfALinearReadoutIsThePositivePartOfItsMap() {
    var layer =
        chain()
            .add("conv", new Conv2d(1, 2, 1, 1, 0, false))
            .add("avgpool", Layers.globalAvgPool())
            .add("flatten", new Flatten())
            .add("fc", new Linear(2, 2, false))
            .build();
    var network =
        of(
            layer,
            Map.of(
                "conv.weight", array(Shape.of(2, 1, 1, 1), 1, -1),
                "fc.weight", array(Shape.of(2, 2), 1, 0, 0, 1)));
    float[] image = {4, -2, 1, 0, 2, -4};
    var input = Shape.of(1, 2, 3);
    assertThat(GradCam.lastImageNode(network, input)).isEqualTo("conv");
    try (var engine = Samples.torch(Precision.FP32, layer)) {
      var first = GradCam.of(engine, network, input, image, 0, "conv");
      assertThat(first.heat()).containsExactly(new float[] {1, 0, .25f, 0, .5f, 0}, within(1e-5f));
      var second = GradCam.of(engine, network, input, image, 1, "conv");
      assertThat(second.heat()).containsExactly(new float[] {0, .5f, 0, 0, 0, 1}, within(1e-5f));
    }
  }

  @Test
  void theLandscapeOfALinearClassifierIsABowlThroughItsLoss() {
    var layer = chain().add("flatten", new Flatten()).add("fc", new Linear(784, 10)).build();
    var architecture =
        new org.resnet4j.model.Architecture(
            "linear", layer, DIGIT, 10, org.resnet4j.model.Initialisation.DEFAULT);
    var network = Network.create(architecture, 5);
    var batches = List.of(Samples.digits(64));
    try (var engine = Samples.torch(Precision.FP32, layer)) {
      var line = LossLandscape.line(engine, network, batches, 1, 9, 2);
      var loss = line.loss()[0];
      assertThat(line.steps()).contains(0, org.assertj.core.data.Index.atIndex(4));
      for (int i = 1; i < loss.length - 1; i++) {
        assertThat(loss[i - 1] - 2 * loss[i] + loss[i + 1]).isGreaterThan(-1e-5);
      }
      var plane = LossLandscape.plane(engine, network, batches, 1, 3, 2, done -> {});
      assertThat(plane.loss()[1][1]).isCloseTo(loss[4], within(1e-6));
      assertThat(plane.loss()[1][0]).isCloseTo(loss[0], within(1e-5));
    }
  }

  @Test
  void aResidualNetworkDoesNotMissABlockThatAddsNothingAndAPlainOneDoes() {
    for (var kind : List.of("resnet", "plain")) {
      var options = ZooOptions.DEFAULTS.withInput(DIGIT).withClasses(10);
      var network = Network.create(Zoo.of(kind + "14", options), 1);
      // γ and β of the block's last batch norm are 0, so that F(x) = 0
      var arrays = new LinkedHashMap<>(network.weights().arrays());
      arrays.put("layer2.1.bn2.weight", NdArray.zeros(Shape.of(32)));
      arrays.put("layer2.1.bn2.bias", NdArray.zeros(Shape.of(32)));
      var silent = of(network.layer(), arrays);
      assertThat(Lesion.removableBlocks(network.layer(), DIGIT))
          .containsExactly("layer1.0", "layer1.1", "layer2.1", "layer3.1");
      var batch = Samples.digits(4);
      try (var engine = Samples.torch(Precision.FP32, network.layer());
          var whole = engine.prediction(silent);
          var without = engine.prediction(Lesion.without(silent, "layer2.1"))) {
        var before = whole.logits(batch.images(), 4, 1, 28, 28);
        var after = without.logits(batch.images(), 4, 1, 28, 28);
        if (kind.equals("resnet")) {
          assertThat(after).containsExactly(before, within(1e-6f));
        } else {
          assertThat(mostApart(after, before)).isGreaterThan(1e-3);
        }
      }
    }
  }

  private static double mostApart(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }

  @Test
  void reorderingExchangesBlocksOfAStageAndLosesNoWeight() {
    var options = ZooOptions.DEFAULTS.withInput(DIGIT).withClasses(10);
    var network = Network.create(Zoo.of("resnet20", options), 1);
    var other = Lesion.reordered(network, DIGIT, 1, 4);
    var moved =
        network.weights().keys().stream()
            .filter(key -> other.weights().at(key) != network.weights().at(key))
            .map(key -> key.substring(0, 8))
            .distinct()
            .toList();
    assertThat(moved).hasSize(2);
    assertThat(moved.get(0).substring(0, 7)).isEqualTo(moved.get(1).substring(0, 7));
    assertThat(other.weights().arrays().values())
        .containsExactlyInAnyOrderElementsOf(network.weights().arrays().values());
  }
}
