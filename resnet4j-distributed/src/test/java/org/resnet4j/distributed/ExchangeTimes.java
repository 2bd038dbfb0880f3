package org.resnet4j.distributed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.Collectives;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.engine.collective.LaunchEnvironment;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * A program that measures what an update costs whose gradients travel during the backward pass,
 * after it, or not at all; docs/distributed.md has its figures. Started by torchrun or another
 * launcher with MODEL SIDE BATCH STEPS.
 */
final class ExchangeTimes {
  /** How gradients travel. */
  private enum Way {
    DURING,
    AFTER,
    NOT_AT_ALL
  }

  private ExchangeTimes() {}

  public static void main(String[] words) {
    var image = Shape.of(3, Integer.parseInt(words[1]), Integer.parseInt(words[1]));
    int batch = Integer.parseInt(words[2]);
    int steps = Integer.parseInt(words[3]);
    var network = Network.create(Zoo.of(words[0], ZooOptions.of(Map.of()).withInput(image)), 1);
    var rendezvous = LaunchEnvironment.of(System.getenv()).orElseThrow();
    try (var group = Collectives.join(rendezvous);
        var engine = Engines.open("vector", EngineOptions.cpu().withThreads(1), network.layer())) {
      var options = TrainingOptions.sgd(image, batch);
      var together = engine.training(network, options.together(new DataParallel(group, false)));
      var alone = engine.training(network, options);
      var times = new double[Way.values().length][steps];
      for (int i = 0; i < steps; i++) {
        for (var way : Way.values()) {
          var step = way == Way.NOT_AT_ALL ? alone : together;
          times[way.ordinal()][i] = millis(step, batch(image, batch), way, group);
        }
      }
      if (group.rank() == 0) {
        print(words[0], times);
      }
    }
    System.exit(0);
  }

  private static double millis(TrainingStep step, Batch batch, Way way, Collective group) {
    group.barrier();
    long start = System.nanoTime();
    step.accumulate(
        batch,
        StepRequest.training(1).withScale(1.0 / group.size()).beforeUpdate(way == Way.DURING));
    step.update(0.01);
    group.barrier();
    return (System.nanoTime() - start) / 1e6;
  }

  private static Batch batch(Shape image, int size) {
    var random = new Random(1);
    var images = new float[size * Math.toIntExact(image.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    var labels = random.ints(size, 0, 10).toArray();
    var shape = new ImageShape(image.size(0), image.size(1), image.size(2));
    return new Batch(images, shape, new Targets.Labels(labels));
  }

  private static void print(String model, double[][] times) {
    for (var way : Way.values()) {
      var sorted = times[way.ordinal()];
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT, "%s %-10s median %.0f ms%n", model, way, sorted[sorted.length / 2]);
    }
  }
}
