package org.resnet4j.cli.options;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Hints;
import org.resnet4j.classify.NamedModel;
import org.resnet4j.classify.Origin;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Selection;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a network of the zoo. */
public final class ModelOptions {

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(names = "--classes", paramLabel = "N", description = "Number of classes.")
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
      description = "Which convolution of a bottleneck has the stride: the first 1x1 or the 3x3.")
  @Nullable String stridePlacement;

  @Option(
      names = "--stem",
      paramLabel = "imagenet|small",
      description = "First layers of an ImageNet ResNet; small is for images of about 32x32.")
  @Nullable String stem;

  /** The network of this name for this input, or for its own; wrong usage if there is none. */
  public Architecture architecture(String name, Optional<Shape> input) {
    return Usage.of(
        command,
        () -> {
          var zoo = ZooOptions.of(chosen());
          zoo = input.isPresent() ? zoo.withInput(input.get()) : zoo;
          return Zoo.of(name, classes == null ? zoo : zoo.withClasses(classes));
        });
  }

  /** The network of this model for data of these classes; wrong usage where there is none. */
  public Architecture architecture(NamedModel model, Shape input, int classesOfData) {
    requireClasses(classesOfData);
    return Usage.of(command, () -> model.architecture(input, classesOfData));
  }

  /** What a user says of weights: the network's name, its variations, its data. */
  public Hints hints(@Nullable String named, @Nullable String data) {
    return hints(named, data, Selection.USUAL);
  }

  /** The same of one of the networks that a file may hold. */
  public Hints hints(@Nullable String named, @Nullable String data, Selection selection) {
    return new Hints(Optional.ofNullable(named), chosen(), Optional.ofNullable(data), selection);
  }

  /** The model that is named, else the one that the weights say; else wrong usage. */
  public NamedModel model(Origin origin, @Nullable String named) {
    return origin
        .model(hints(named, null))
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "the weights do not say which network they belong to: --model is missing"));
  }

  /** Holds {@code --classes}, if it was said, against what the data have. */
  public void requireClasses(int classesOfData) {
    if (classes != null && classes != classesOfData) {
      throw new ParameterException(
          command.commandLine(),
          "--classes %d does not fit the data, which has %d".formatted(classes, classesOfData));
    }
  }

  /** Says what is wrong with a model before its data are there. */
  public void check(NamedModel model) {
    Usage.of(command, () -> Zoo.of(model.name(), ZooOptions.of(model.options())));
  }

  /** Writes the chosen options into a recipe. */
  public Recipe into(Recipe recipe) {
    return recipe.with(draft -> chosen().forEach(draft::modelOption));
  }

  /** The variations that were chosen, by their names in recipes. */
  public Map<String, String> chosen() {
    var chosen = new LinkedHashMap<String, String>();
    put(chosen, "shortcut", shortcut);
    put(chosen, "stride-placement", stridePlacement);
    put(chosen, "stem", stem);
    return chosen;
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
  }
}
