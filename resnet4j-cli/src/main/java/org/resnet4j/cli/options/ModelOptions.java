package org.resnet4j.cli.options;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.train.recipe.Recipe;
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
public final class ModelOptions {
  private static final String SHORTCUT = "shortcut";
  private static final String STRIDE_PLACEMENT = "stride-placement";
  private static final String STEM = "stem";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(names = "--classes", paramLabel = "N", description = "How many classes come out.")
  @Range(from = 1, to = 1_000_000)
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
  public Architecture architecture(String name, Optional<Shape> input) {
    return Usage.of(
        command, () -> Zoo.of(name, zoo(Optional.ofNullable(classes), input, this::chosen)));
  }

  /** The network that a recipe names, for its data; wrong usage where there is none. */
  public Architecture architecture(Recipe.Model model, Shape input, int classesOfData) {
    if (classes != null && classes != classesOfData) {
      throw new ParameterException(
          command.commandLine(),
          "--classes %d does not fit the data, which has %d".formatted(classes, classesOfData));
    }
    var sizes = zoo(Optional.of(classesOfData), Optional.of(input), option(model));
    return Usage.of(command, () -> Zoo.of(model.name(), sizes));
  }

  /** Says what is wrong with a recipe's network before its data are there. */
  public void check(Recipe.Model model) {
    Usage.of(
        command,
        () -> Zoo.of(model.name(), zoo(Optional.empty(), Optional.empty(), option(model))));
  }

  private static Function<String, Optional<String>> option(Recipe.Model model) {
    return key -> Optional.ofNullable(model.options().get(key));
  }

  /** Writes what was chosen into a recipe. */
  public Recipe into(Recipe recipe) {
    return recipe.with(
        draft -> {
          for (var key : List.of(SHORTCUT, STRIDE_PLACEMENT, STEM)) {
            chosen(key).ifPresent(value -> draft.modelOption(key, value));
          }
        });
  }

  private Optional<String> chosen(String key) {
    return Optional.ofNullable(
        switch (key) {
          case SHORTCUT -> shortcut;
          case STRIDE_PLACEMENT -> stridePlacement;
          default -> stem;
        });
  }

  private static ZooOptions zoo(
      Optional<Integer> classes,
      Optional<Shape> input,
      Function<String, Optional<String>> options) {
    return new ZooOptions(
        classes,
        input,
        options.apply(SHORTCUT).map(Shortcut::parse),
        options.apply(STRIDE_PLACEMENT).map(StridePlacement::parse),
        options.apply(STEM).map(Stem::parse));
  }
}
