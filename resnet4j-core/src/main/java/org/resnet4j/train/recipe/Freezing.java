package org.resnet4j.train.recipe;

import java.util.HashSet;
import java.util.function.Predicate;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;

/**
 * Which weights are not trained in fine-tuning. {@code until:layer4} freezes every array that is
 * registered before the first one of {@code layer4}.
 */
public final class Freezing {
  private Freezing() {}

  /**
   * The keys of this network that the recipe freezes.
   *
   * @param model what the recipe says of the network
   * @param layer the network's tree
   * @return whether a key is frozen; never, if the recipe freezes nothing
   * @throws IllegalArgumentException if the network has no such layer; the message lists its layers
   */
  public static Predicate<String> of(Recipe.Model model, Layer layer) {
    return model.freeze().map(text -> parse(text, layer)).orElse(key -> false);
  }

  private static Predicate<String> parse(String text, Layer layer) {
    var name = RecipeCheck.layerToFreeze(text);
    var keys = Parameters.of(layer).stream().map(Parameter::key).toList();
    var frozen = new HashSet<String>();
    for (var key : keys) {
      if (key.equals(name) || key.startsWith(name + ".")) {
        return frozen::contains;
      }
      frozen.add(key);
    }
    throw new IllegalArgumentException(
        "cannot freeze until '%s': the network has no such layer; it has %s"
            .formatted(
                name,
                String.join(" ", keys.stream().map(k -> k.split("\\.")[0]).distinct().toList())));
  }
}
