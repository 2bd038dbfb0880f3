package org.resnet4j.lab;

import java.util.List;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.DataFacts;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * The speed of a machine, to estimate how long an experiment will take.
 *
 * @param multiplyAddsPerSecond in training ResNet-20
 * @param opening seconds that a part takes in addition to its arithmetic
 */
public record Pace(double multiplyAddsPerSecond, double opening) {
  /** Nothing is known. */
  public static final Pace NONE = new Pace(Double.POSITIVE_INFINITY, 0);

  private static final int LEAST_BATCH = 16;
  private static final int TIMES = 3;
  private static final long PROBE_NANOS = 5_000_000_000L;

  /** A JVM that has got no faster for so long is warm. */
  private static final long WARM_NANOS = 1_000_000_000L;

  private static final double FASTER = 0.95;

  /** About how long these parts take together. */
  public double seconds(List<Part> parts) {
    return parts.stream().mapToDouble(part -> opening + part.work() / multiplyAddsPerSecond).sum();
  }

  /** Trains ResNet-20 on blank images for a few seconds. */
  public static Pace probe(Bench bench, LabSettings settings) {
    var known = settings.data().equals("none") ? "mnist" : settings.data();
    var input = DataFacts.of(known).input();
    var architecture = Zoo.of("resnet20", ZooOptions.DEFAULTS.withInput(input).withClasses(10));
    int size = Math.max(settings.batchSize(), LEAST_BATCH);
    try (var engine = bench.engines().apply(architecture.layer())) {
      var network = Network.create(architecture, 0);
      var options = TrainingOptions.sgd(input, size);
      double opening = least(0, () -> engine.training(network, options).close());
      try (var step = engine.training(network, options)) {
        var batch = batch(input, size);
        double seconds =
            least(
                PROBE_NANOS,
                () -> {
                  step.accumulate(batch, StepRequest.training(0));
                  step.update(0.1);
                });
        double work = 3.0 * Cost.of(architecture.layer(), input).multiplyAdds() * size;
        return new Pace(work / seconds, opening);
      }
    }
  }

  /**
   * The shortest time of some repetitions: the JVM takes seconds to warm up.
   *
   * @param nanos how long to repeat it at most
   */
  private static double least(long nanos, Runnable work) {
    long begin = System.nanoTime();
    long gained = begin;
    long now = begin;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TIMES || now - begin < nanos && now - gained < WARM_NANOS; i++) {
      long start = now;
      work.run();
      now = System.nanoTime();
      double seconds = (now - start) / 1e9;
      if (seconds < FASTER * least) {
        gained = now;
      }
      least = Math.min(least, seconds);
    }
    return least;
  }

  private static Batch batch(Shape input, int size) {
    var images = new float[Math.toIntExact(size * input.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (i % 17 - 8) / 8f;
    }
    return new Batch(
        images,
        new ImageShape(input.channels(), input.height(), input.width()),
        new Targets.Labels(new int[size]));
  }
}
