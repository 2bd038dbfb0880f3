package org.resnet4j.lab.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Locale;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** How long a step of training takes, as a part. */
final class StepTime {
  private static final Shape INPUT = Shape.of(3, 64, 64);
  private static final int BATCH = 8;
  private static final int WARM = 2;

  private StepTime() {}

  static Part part(String model, int repetitions) {
    var architecture = Zoo.of(model, ZooOptions.DEFAULTS.withInput(INPUT));
    long cost = Cost.of(architecture.layer(), INPUT).multiplyAdds();
    return new Part(
        "step-time-" + model,
        String.format(
            Locale.ROOT,
            "time of a training step, %d images of %s, median of %d",
            BATCH,
            INPUT,
            repetitions),
        3.0 * cost * BATCH * (repetitions + WARM),
        bench -> measure(model, repetitions, bench));
  }

  private static JsonNode measure(String model, int repetitions, Bench bench) {
    var architecture = Zoo.of(model, ZooOptions.DEFAULTS.withInput(INPUT));
    var images = new float[Math.toIntExact(BATCH * INPUT.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (i % 255 - 127) / 127f;
    }
    var batch =
        new Batch(
            images,
            new ImageShape(INPUT.channels(), INPUT.height(), INPUT.width()),
            new Targets.Labels(new int[BATCH]));
    try (var engine = bench.engines().apply(architecture.layer());
        var step =
            engine.training(Network.create(architecture, 0), TrainingOptions.sgd(INPUT, BATCH))) {
      var seconds = new double[repetitions];
      for (int k = -WARM; k < repetitions; k++) {
        long begin = System.nanoTime();
        step.accumulate(batch, StepRequest.training(k));
        step.update(1e-3);
        if (k >= 0) {
          seconds[k] = (System.nanoTime() - begin) / 1e9;
        }
      }
      Arrays.sort(seconds);
      return JsonNodeFactory.instance.objectNode().put("seconds", seconds[repetitions / 2]);
    }
  }
}
