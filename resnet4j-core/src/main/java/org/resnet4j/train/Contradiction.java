package org.resnet4j.train;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Freezing;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * Compares a recipe with what is to be trained. A recipe goes into every file that a training
 * leaves; one that describes another network, other batches or another precision would make them
 * false.
 */
final class Contradiction {
  private Contradiction() {}

  /**
   * Refuses a training that its recipe does not describe.
   *
   * @throws TrainingException with one sentence that names both sides
   */
  static void refuse(Recipe recipe, Network network, TrainingData data, Engine engine) {
    refuseData(recipe, network.layer(), data);
    refuseNetwork(recipe.model(), network.layer(), data);
    refuseEngine(recipe, network.layer(), engine);
    try {
      Freezing.of(recipe.model(), network.layer());
    } catch (IllegalArgumentException e) {
      throw new TrainingException(e.getMessage(), e);
    }
  }

  private static void refuseData(Recipe recipe, Layer layer, TrainingData data) {
    var logits = logits(layer, data.input());
    if (!logits.equals(Shape.of(data.classes()))) {
      throw new TrainingException(
          "the network gives %s logits for an image of %s, but the data have %d classes"
              .formatted(logits, data.input(), data.classes()));
    }
    int batchSize = recipe.optimisation().batchSize();
    if (Math.ceilDiv(data.examples(), batchSize) != data.batchesPerEpoch()) {
      throw new TrainingException(
          "the recipe takes batches of %d images, but the data divide %d images into %d batches"
              .formatted(batchSize, data.examples(), data.batchesPerEpoch()));
    }
  }

  private static Shape logits(Layer layer, Shape input) {
    try {
      return Shapes.infer(layer, input);
    } catch (ShapeException e) {
      throw new TrainingException(
          "the network cannot take the data's images of %s: %s".formatted(input, e.getMessage()),
          e);
    }
  }

  /** A name that the zoo does not know describes a network of the caller's own. */
  private static void refuseNetwork(Recipe.Model model, Layer layer, TrainingData data) {
    if (!Zoo.knows(model.name())) {
      return;
    }
    var described = described(model, data);
    if (!described.layer().equals(layer)) {
      throw new TrainingException(
          "the recipe describes %s for images of %s and %d classes, but the network is a different one: %s"
              .formatted(
                  words(model),
                  data.input(),
                  data.classes(),
                  difference(
                      Parameters.of(described.layer()), Parameters.of(layer), model.name())));
    }
  }

  private static Architecture described(Recipe.Model model, TrainingData data) {
    try {
      var options =
          ZooOptions.of(model.options()).withInput(data.input()).withClasses(data.classes());
      return Zoo.of(model.name(), options);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(
          "the recipe describes a network that does not exist: " + e.getMessage(), e);
    }
  }

  private static void refuseEngine(Recipe recipe, Layer layer, Engine engine) {
    if (recipe.precision() != Precision.AUTO && recipe.precision() != engine.precision()) {
      throw new TrainingException(
          "the recipe computes in %s, but the engine %s in %s"
              .formatted(recipe.precision(), engine.name(), engine.precision()));
    }
    engine
        .refusal(layer)
        .ifPresent(
            sentence -> {
              throw new TrainingException(sentence);
            });
  }

  /** {@code resnet20 (shortcut B)}. */
  private static String words(Recipe.Model model) {
    var options = new ArrayList<String>();
    model.options().forEach((key, value) -> options.add(key + " " + value));
    options.sort(null);
    return options.isEmpty()
        ? model.name()
        : "%s (%s)".formatted(model.name(), String.join(", ", options));
  }

  private static String difference(List<Parameter> recipe, List<Parameter> given, String model) {
    for (int i = 0; i < Math.min(recipe.size(), given.size()); i++) {
      var one = recipe.get(i);
      var other = given.get(i);
      if (!one.key().equals(other.key()) || !one.shape().equals(other.shape())) {
        return "it has %s of %s where %s has %s of %s"
            .formatted(other.key(), other.shape(), model, one.key(), one.shape());
      }
    }
    return recipe.size() == given.size()
        ? "its weights have the same shapes, its layers differ"
        : "it has %d arrays of weights, %s has %d".formatted(given.size(), model, recipe.size());
  }
}
