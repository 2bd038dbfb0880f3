package org.resnet4j.distributed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Engine;
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
 * after it, or not at all, and what it costs one process with all threads and all images; in turn,
 * so that all meet the same machine. docs/distributed.md and docs/scale.md have its figures.
 * Started by {@code machines}, torchrun or another launcher with MODEL SIDE BATCH STEPS LINK; the
 * first process prints what {@code measured.csv} of the laboratory's model holds.
 */
final class ExchangeTimes {
  /** How gradients travel. */
  private enum Way {
    DURING,
    AFTER,
    NOT_AT_ALL,
    ONE_PROCESS
  }

  /** Steps until the compiler is done, which are not counted. */
  private static final int WARM_UP = 5;

  private final Shape image;
  private final int batch;
  private final Collective group;

  private ExchangeTimes(Shape image, int batch, Collective group) {
    this.image = image;
    this.batch = batch;
    this.group = group;
  }

  public static void main(String[] words) {
    int side = Integer.parseInt(words[1]);
    int batch = Integer.parseInt(words[2]);
    var rendezvous = LaunchEnvironment.of(System.getenv()).orElseThrow();
    try (var group = Collectives.join(rendezvous)) {
      new ExchangeTimes(Shape.of(3, side, side), batch, group)
          .run(words[0], Integer.parseInt(words[3]), words[4]);
    }
    System.exit(0);
  }

  private void run(String model, int steps, String link) {
    var network = Network.create(Zoo.of(model, ZooOptions.of(Map.of()).withInput(image)), 1);
    int size = group.size();
    try (var one = engine(network, 1);
        var all = engine(network, size)) {
      var options = TrainingOptions.sgd(image, batch);
      var together = one.training(network, options.together(new DataParallel(group, false)));
      var alone = one.training(network, options);
      // processes of one thread may be more than there are cores, and so may be one's threads
      var whole = all.training(network, TrainingOptions.sgd(image, batch * size));
      var times = new double[Way.values().length][steps];
      var own = new double[steps];
      for (int i = -WARM_UP; i < steps; i++) {
        for (var way : Way.values()) {
          var step = way == Way.ONE_PROCESS ? whole : way == Way.NOT_AT_ALL ? alone : together;
          double[] seconds = seconds(step, way);
          if (i >= 0) {
            times[way.ordinal()][i] = seconds[1];
            own[i] = way == Way.NOT_AT_ALL ? seconds[0] : own[i];
          }
        }
      }
      if (group.rank() == 0) {
        var name = "%s@%d".formatted(model, image.height());
        print("%s,%d,%d,%s".formatted(name, size, batch, link), times, own);
      }
    }
  }

  private static Engine engine(Network network, int threads) {
    return Engines.open("vector", EngineOptions.cpu().withThreads(threads), network.layer());
  }

  /** Until this process was done, and until all were. */
  private double[] seconds(TrainingStep step, Way way) {
    int share = way == Way.ONE_PROCESS ? 1 : group.size();
    var images = random(batch * group.size() / share);
    var request = StepRequest.training(1).withScale(1.0 / share).beforeUpdate(way == Way.DURING);
    group.barrier();
    long start = System.nanoTime();
    if (way != Way.ONE_PROCESS || group.rank() == 0) {
      step.accumulate(images, request);
      step.update(0.01);
    }
    double own = (System.nanoTime() - start) / 1e9;
    group.barrier();
    return new double[] {own, (System.nanoTime() - start) / 1e9};
  }

  private Batch random(int size) {
    var random = new Random(1);
    var images = new float[size * Math.toIntExact(image.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    var labels = random.ints(size, 0, 10).toArray();
    var shape = new ImageShape(image.size(0), image.size(1), image.size(2));
    return new Batch(images, shape, new Targets.Labels(labels));
  }

  private static void print(String where, double[][] times, double[] own) {
    for (var way : Way.values()) {
      var name = way.name().toLowerCase(Locale.ROOT);
      System.out.printf(Locale.ROOT, "%s,%s,%.5f%n", name, where, at(times[way.ordinal()], 0.5));
    }
    for (int percent = 0; percent <= 100; percent += 10) {
      double relative = at(own, percent / 100.0) / at(own, 0.5);
      System.out.printf(Locale.ROOT, "relative%d,%s,%.4f%n", percent, where, relative);
    }
    IntToDoubleFunction ratio =
        i -> times[Way.ONE_PROCESS.ordinal()][i] / times[Way.DURING.ordinal()][i];
    var ratios = IntStream.range(0, own.length).mapToDouble(ratio).toArray();
    System.out.printf(
        Locale.ROOT,
        "# %s: one process takes %.3f times as long (%.3f to %.3f)%n",
        where,
        at(ratios, 0.5),
        at(ratios, 0.1),
        at(ratios, 0.9));
  }

  /** A quantile. */
  private static double at(double[] values, double share) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
