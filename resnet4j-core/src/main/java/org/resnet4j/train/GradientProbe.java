package org.resnet4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.ProbeReading;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.evaluate.Scores;
import org.resnet4j.model.WeightedLayers;
import org.resnet4j.train.event.GradientReading;
import org.resnet4j.train.event.Histogram;
import org.resnet4j.train.event.SampleGuess;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.weights.Network;

/**
 * Measures gradients of a training and asks about pictures, on a network of its own with the
 * training's weights. After a measurement it waits as long as makes its time the share that it may
 * take.
 */
final class GradientProbe implements AutoCloseable {
  /** Enlarges what single precision would lose; undone in the readings. */
  private static final double SCALE = 0x1p64;

  /** A young JVM is slow: the first measurements say little of what one takes. */
  private static final int FIRST = 3;

  /** The weight of a measurement's time in that which one usually takes. */
  private static final double RECENT = 0.3;

  private static final double BETWEEN_FIRST_SECONDS = 0.5;

  private final Optional<Probing> probing;
  private final Network network;
  private final TrainingOptions options;
  private final Engine engine;
  private final List<String> paths;
  private Optional<TrainingStep> apart = Optional.empty();
  private Optional<Batch> images = Optional.empty();
  private double usual;
  private int measured;
  private long last = System.nanoTime();

  /**
   * A probe that takes nothing before it is used.
   *
   * @param probing how to measure, if at all
   */
  GradientProbe(
      Optional<Probing> probing, Network network, TrainingOptions options, Engine engine) {
    this.probing = probing;
    this.network = network;
    this.options = options;
    this.engine = engine;
    paths = WeightedLayers.of(network.layer());
  }

  private static TrainingOptions smaller(TrainingOptions options, int batch) {
    return new TrainingOptions(
        options.input(),
        batch,
        options.optimizer(),
        options.labelSmoothing(),
        options.weightDecay(),
        options.decayNorms(),
        options.clipNorm(),
        options.average(),
        options.frozen());
  }

  /**
   * Keeps some images of a batch to measure on, if it is time.
   *
   * @param milestone whether it is time anyway, because the training stops for a test
   */
  void offer(Batch batch, boolean milestone) {
    images =
        probing
            .filter(how -> batch.size() > 1 && (milestone || due(how.share())))
            .map(how -> first(batch, Math.min(batch.size(), how.images())));
  }

  private boolean due(double share) {
    double since = (System.nanoTime() - last) / 1e9;
    return measured == 0
        || since >= (measured < FIRST ? BETWEEN_FIRST_SECONDS : usual * (1 - share) / share);
  }

  /** The measurement with this state, if images were kept for one. */
  Optional<TrainingEvent.Probed> measure(
      TrainingStep step, int epoch, long iteration, double seconds) {
    if (images.isEmpty()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    var own = apart.orElseGet(this::open);
    apart = Optional.of(own);
    own.restore(step.state());
    var gradients = gradients(own, images.get());
    var samples =
        probing.flatMap(Probing::samples).map(asked -> guesses(own, asked)).orElse(List.of());
    images = Optional.empty();
    last = System.nanoTime();
    measured++;
    double took = (last - start) / 1e9;
    usual = measured <= FIRST ? took : usual + RECENT * (took - usual);
    return Optional.of(new TrainingEvent.Probed(epoch, iteration, gradients, samples, seconds));
  }

  private TrainingStep open() {
    var how = probing.orElseThrow();
    int most = Math.max(how.images(), how.samples().map(Batch::size).orElse(0));
    return engine.training(network, smaller(options, most));
  }

  private List<GradientReading> gradients(TrainingStep own, Batch batch) {
    double scale = engine.precision() == Precision.FP64 ? 1 : SCALE;
    var request = StepRequest.training(0).withScale(scale).withProbes(Set.copyOf(paths));
    var readings = own.accumulate(batch, request).readings();
    return paths.stream()
        .filter(readings::containsKey)
        .map(path -> reading(path, readings.get(path)))
        .toList();
  }

  private static GradientReading reading(String path, ProbeReading reading) {
    var values = Histogram.of(reading.exact());
    return new GradientReading(path, norm(reading.exact(), values), values);
  }

  /** √Σ x², where no square underflows. */
  private static double norm(double[] values, Histogram seen) {
    double most = Math.max(-seen.least(), seen.most());
    if (seen.count() < values.length || most == 0) {
      return seen.count() < values.length ? Double.NaN : 0;
    }
    double sum = 0;
    for (double value : values) {
      sum += value / most * (value / most);
    }
    return most * Math.sqrt(sum);
  }

  private static List<SampleGuess> guesses(TrainingStep own, Batch samples) {
    var result = own.accumulate(samples, StepRequest.evaluation());
    var labels = ((Targets.Labels) samples.targets()).labels();
    var guesses = new ArrayList<SampleGuess>();
    for (int i = 0; i < labels.length; i++) {
      int classes = result.classes();
      var sure = Scores.softmax(result.logits(), i * classes, classes);
      int guess = Scores.argmax(sure);
      guesses.add(new SampleGuess(labels[i], guess, sure[guess]));
    }
    return List.copyOf(guesses);
  }

  private static Batch first(Batch batch, int size) {
    var pixels = Arrays.copyOf(batch.images(), size * batch.exampleLength());
    return new Batch(pixels, batch.shape(), first(batch.targets(), size));
  }

  private static Targets first(Targets targets, int size) {
    return switch (targets) {
      case Targets.Labels l -> new Targets.Labels(Arrays.copyOf(l.labels(), size));
      case Targets.Distributions d ->
          new Targets.Distributions(
              Arrays.copyOf(d.probabilities(), size * d.classes()), d.classes());
    };
  }

  @Override
  public void close() {
    apart.ifPresent(TrainingStep::close);
  }
}
