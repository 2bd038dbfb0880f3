package org.resnet4j.cli.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Hints;
import org.resnet4j.classify.Origin;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.weights.format.WeightFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which trained network looks at pictures. */
public final class TrainedNetworkOptions {
  @Option(
      names = "--weights",
      paramLabel = "FILE|DIR|imagenet",
      description =
          "A safetensors file or PyTorch checkpoint; the folder of a run, or one as Hugging Face"
              + " or timm publish it; torchvision's weights: imagenet, imagenet:v2;"
              + " or the ones that ship with resnet4j: mnist, cifar10 (default: mnist).")
  @Nullable String weights;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The network's name; not needed for weights trained here.")
  @Nullable String model;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "The data set whose classes the network knows; not needed for weights trained here.")
  @Nullable String data;

  @Mixin ModelOptions options;
  @Mixin StateChoice states;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /** Reads the network, once; what nobody says of it is wrong usage. */
  public TrainedNetwork open(Answer answer) {
    return open(file(answer), answer);
  }

  /** The same for weights that a command names in its own way. */
  public TrainedNetwork open(String named, Answer answer) {
    return open(NamedWeights.file(named, model, false, answer, command), answer);
  }

  /**
   * What weights say of themselves, as metadata of a copy of them; nothing, where the user says
   * otherwise.
   */
  public Map<String, String> said(String named, Answer answer) {
    var path = NamedWeights.file(named, model, false, answer, command);
    var file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
    var hints = hints();
    if (hints.data().isPresent() || hints.model().isPresent() || !hints.modelOptions().isEmpty()) {
      return Map.of();
    }
    try (var open = WeightFile.open(file)) {
      return Origin.of(open).metadata();
    }
  }

  private Hints hints() {
    return options.hints(model, data, states.selection());
  }

  private TrainedNetwork open(Path path, Answer answer) {
    var hints = hints();
    var datasets = DataOptions.datasets(answer, false);
    var trained =
        Files.isDirectory(path)
            ? Usage.of(command, () -> Classifier.network(path, hints, datasets::open))
            : ofFile(path, hints, datasets);
    options.requireClasses(trained.classes().size());
    StateChoice.tell(trained.taken(), answer);
    return trained;
  }

  private TrainedNetwork ofFile(Path path, Hints hints, Datasets datasets) {
    try (var file = WeightFile.open(path)) {
      requireSaid(Origin.of(file));
      return Usage.of(command, () -> TrainedNetwork.of(file, hints, datasets::open));
    }
  }

  private Path file(Answer answer) {
    return weights == null
        ? BundledWeights.usual(data)
        : NamedWeights.file(weights, model, false, answer, command);
  }

  private void requireSaid(Origin origin) {
    options.model(origin, model);
    if (data == null && origin.dataSet().isEmpty() && origin.published().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "the weights do not say which classes they know: --data is missing (--data imagenet for"
              + " ImageNet's 1000)");
    }
  }
}
