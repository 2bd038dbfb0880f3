package org.resnet4j.cli.weights;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.FetchProgress;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.weights.published.PublishedCatalogue;
import org.resnet4j.weights.published.PublishedFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --weights} may name. */
public final class NamedWeights {
  private NamedWeights() {}

  /**
   * The file of weights: a file's own name, {@code mnist} or {@code cifar10} for what ships, or
   * {@code imagenet} for what torchvision publishes of this network, which is fetched first where
   * it is not in the cache.
   */
  public static Path file(
      String weights, @Nullable String model, boolean offline, Answer answer, CommandSpec command) {
    if (BundledWeights.isName(weights)) {
      return BundledWeights.of(weights);
    }
    if (!PublishedCatalogue.isName(weights)) {
      return Path.of(weights);
    }
    if (model == null) {
      throw new ParameterException(
          command.commandLine(),
          "--model is missing: '%s' has weights of many networks".formatted(weights));
    }
    var published = Usage.of(command, () -> PublishedCatalogue.of(weights, model));
    var progress = new FetchProgress(answer);
    return new PublishedFiles(PublishedFiles.PYTORCH, CachePaths.standard(), offline, progress)
        .of(published);
  }
}
