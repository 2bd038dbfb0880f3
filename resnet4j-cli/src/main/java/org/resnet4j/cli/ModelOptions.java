package org.resnet4j.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Stem;
import org.resnet4j.zoo.StridePlacement;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What may be varied in a network of the zoo. */
final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(names = "--classes", paramLabel = "N", description = "How many classes come out.")
  @Nullable Integer classes;

  @Option(
      names = "--shortcut",
      paramLabel = "none|A|B|C",
      description =
          "A: zeros for new channels, B: projections where dimensions change, C: all projections.")
  @Nullable String shortcut;

  @Option(
      names = "--stride-placement",
      paramLabel = "paper|v1.5",
      description = "Which convolution of a bottleneck strides: the first 1x1 or the 3x3.")
  @Nullable String stridePlacement;

  @Option(
      names = "--stem",
      paramLabel = "imagenet|small",
      description = "How an ImageNet ResNet begins; small is for images of about 32x32.")
  @Nullable String stem;

  /** The network of this name for this input, or for its own; wrong usage where there is none. */
  Architecture architecture(String name, Optional<Shape> input) {
    try {
      return Zoo.of(name, zoo(input));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), Errors.sentence(e), e);
    }
  }

  private ZooOptions zoo(Optional<Shape> input) {
    return new ZooOptions(
        Optional.ofNullable(classes),
        input,
        Optional.ofNullable(shortcut).map(Shortcut::parse),
        Optional.ofNullable(stridePlacement).map(StridePlacement::parse),
        Optional.ofNullable(stem).map(Stem::parse));
  }
}
