package org.resnet4j.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Origin;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.cli.weights.NamedWeights;
import org.resnet4j.cli.weights.StateChoice;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Subset;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The subject of an analysis: a network, its weights and some labelled images. */
final class Subject {
  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "A network's name; not needed for weights trained here.")
  @Nullable String model;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      description =
          "Safetensors or a PyTorch checkpoint; or torchvision's: imagenet, imagenet:v2; or ours:"
              + " mnist, cifar10 (default: fresh weights from --seed).")
  @Nullable String weights;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Number of test images used (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 10_000_000)
  int images = 256;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images per pass (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 65536)
  int batchSize = 128;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of fresh weights and random choices (default: ${DEFAULT-VALUE}).")
  long seed = 0;

  @Mixin DataOptions data;
  @Mixin ModelOptions options;
  @Mixin StateChoice states;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /**
   * The chosen subject, opened.
   *
   * @param name of the network, for titles
   */
  record Opened(
      String name, String data, Network network, Shape input, int classes, List<Batch> batches) {}

  Opened open(Answer answer) {
    if (weights == null && model == null) {
      throw new ParameterException(
          command.commandLine(), "MODEL is missing: the name of a network");
    }
    if (weights == null) {
      return open(Origin.UNKNOWN, architecture -> Network.create(architecture, seed), answer);
    }
    var path = NamedWeights.file(weights, model, data.offline(), answer, command);
    try (var file = WeightFile.open(path)) {
      return open(
          Origin.of(file), architecture -> states.network(file, architecture, answer), answer);
    }
  }

  private Opened open(Origin origin, Function<Architecture, Network> weights, Answer answer) {
    var set = data.set(origin);
    var split = data.open(set, answer);
    var pipeline = Usage.of(command, () -> origin.testing(split));
    var seen = pipeline.outputShape(split.test());
    var input = Shape.of(seen.channels(), seen.height(), seen.width());
    int classes = split.test().classes().size();
    var architecture = options.architecture(options.model(origin, model), input, classes);
    var batches = batches(first(split.test()), pipeline);
    var network = weights.apply(architecture);
    return new Opened(architecture.name(), set, network, input, classes, batches);
  }

  private LoaderOptions loading() {
    return LoaderOptions.evaluation(Math.min(batchSize, images));
  }

  private Dataset first(Dataset test) {
    return Subset.range(test, 0, Math.min(images, test.size()));
  }

  private List<Batch> batches(Dataset looked, Pipeline pipeline) {
    var batches = new ArrayList<Batch>();
    try (var loader = Loader.once(looked, pipeline, loading().withUnreadable(data.unreadable()))) {
      for (var next = loader.next(); next.isPresent(); next = loader.next()) {
        batches.add(next.get().batch().copy());
      }
    }
    return List.copyOf(batches);
  }
}
