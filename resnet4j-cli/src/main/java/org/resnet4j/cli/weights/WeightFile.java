package org.resnet4j.cli.weights;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.FetchProgress;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.KeyMaps;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.WeightFiles;
import org.resnet4j.weights.published.PublishedCatalogue;
import org.resnet4j.weights.published.PublishedFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Weights from a file, put into a network. */
public final class WeightFile {
  private WeightFile() {}

  /**
   * What {@code --weights} names: a file, {@code mnist} or {@code cifar10} for what ships, or
   * {@code imagenet} for the ones that torchvision publishes of this network, which are fetched
   * first where they are not in the cache.
   */
  public static Path find(
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
          "'%s' has weights of many networks: --model is missing".formatted(weights));
    }
    var published = Usage.of(command, () -> PublishedCatalogue.of(weights, model));
    var progress = new FetchProgress(answer);
    return new PublishedFiles(PublishedFiles.PYTORCH, CachePaths.standard(), offline, progress)
        .of(published);
  }

  /** The network with all of its weights from this file. */
  public static Network load(Path file, Architecture architecture) {
    var fit = KeyMaps.fit(WeightFiles.read(file), architecture.layer());
    if (!fit.isWhole()) {
      throw new WeightsException("%s and %s: %s".formatted(file, architecture.name(), fit.what()));
    }
    return new Network(architecture.layer(), fit.weights());
  }

  /** The same; where the file is of other classes, with fresh classifiers from this seed. */
  public static Network loadToTune(Path file, Architecture architecture, long seed) {
    var weights = WeightFiles.read(file);
    var whole = KeyMaps.fit(weights, architecture.layer());
    if (whole.isWhole()) {
      return new Network(architecture.layer(), whole.weights());
    }
    var fit = KeyMaps.fitAllButClassifier(weights, Network.create(architecture, seed));
    if (!fit.isWhole()) {
      throw new WeightsException(
          "%s and %s: %s".formatted(file, architecture.name(), whole.what()));
    }
    return new Network(architecture.layer(), fit.weights());
  }
}
