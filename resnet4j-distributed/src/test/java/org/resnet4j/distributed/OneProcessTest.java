package org.resnet4j.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.distributed.c10d.Members;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.Collectives;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Rewrite;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * ResNet-20 with synchronised norms: several members over Gloo compute what one process does. In
 * float64 to many digits; in float32 a sum in another order moves some activation across the ReLU's
 * corner sooner or later, one process with its images in another order no less, so there the
 * network has tanh instead.
 */
@EnabledOnOs(OS.LINUX)
class OneProcessTest {
  private static final int SIDE = 8;
  private static final int BATCH = 16;
  private static final int STEPS = 20;
  private static final Network RELU =
      Network.create(
          Zoo.of("resnet20", ZooOptions.of(Map.of()).withInput(Shape.of(3, SIDE, SIDE))), 1);
  private static final Network TANH =
      new Network(
          Rewrite.withActivation(RELU.layer(), Layer.Activation.Function.TANH), RELU.weights());

  /** What one process computes, by the engine. */
  private static final Map<String, Weights> ALONE = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"vector, FP32, 2", "vector, FP32, 4", "torch, FP64, 2", "torch, FP64, 4"})
  void twentyStepsEqualThoseOfOneProcess(String engine, Precision precision, int members)
      throws Exception {
    var alone =
        ALONE.computeIfAbsent(engine, name -> trained(name, precision, Collectives.alone()));
    for (var together : Members.run(members, group -> trained(engine, precision, group))) {
      for (var key : alone.keys()) {
        float[] right = alone.at(key).data();
        float[] ours = together.at(key).data();
        double scale = key.matches(".*(bias|mean)") ? 0.1 : 1e-12; // these begin with 0
        double worst = 0;
        for (int i = 0; i < right.length; i++) {
          scale = Math.max(scale, Math.abs(right[i]));
          worst = Math.max(worst, Math.abs(ours[i] - right[i]));
        }
        assertThat(worst / scale).as(key).isLessThan(1e-5);
      }
    }
  }

  private static Weights trained(String name, Precision precision, Collective group) {
    var network = precision == Precision.FP64 ? RELU : TANH;
    var options = new EngineOptions(new Device.Cpu(), precision, 1);
    int share = BATCH / group.size();
    var training =
        TrainingOptions.sgd(Shape.of(3, SIDE, SIDE), share).together(new DataParallel(group, true));
    try (var engine = Engines.open(name, options, network.layer());
        var step = engine.training(network, training)) {
      for (int i = 0; i < STEPS; i++) {
        var request = StepRequest.training(i).withScale(1.0 / group.size()).beforeUpdate(true);
        step.accumulate(batch(i, group.rank(), group.size()), request);
        step.update(precision == Precision.FP64 ? 0.1 : 0.001);
      }
      return step.state().weights();
    }
  }

  /** Every n-th image of a batch, whose labels can be learned from its colours. */
  private static Batch batch(int seed, int rank, int size) {
    var random = new Random(seed);
    int length = 3 * SIDE * SIDE;
    var images = new float[BATCH / size * length];
    var labels = new int[BATCH / size];
    for (int i = 0; i < BATCH; i++) {
      int label = random.nextInt(10);
      boolean ours = i % size == rank;
      for (int k = 0; k < length; k++) {
        float value = (float) (random.nextGaussian() + 0.1 * label);
        if (ours) {
          images[i / size * length + k] = value;
        }
      }
      if (ours) {
        labels[i / size] = label;
      }
    }
    return new Batch(images, new ImageShape(3, SIDE, SIDE), new Targets.Labels(labels));
  }
}
