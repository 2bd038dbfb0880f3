package org.resnet4j.zoo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;

/** The zoo: every network of the papers by the name that users type. */
public final class Zoo {
  private Zoo() {}

  /**
   * The names of the papers' networks, family by family. {@link #of(String)} knows more: every
   * depth 6n+2 of {@code resnet} and {@code plain}, every depth of {@code highway} and {@code mlp}.
   *
   * @return names that {@link #of(String)} takes, in the order in which lists show them
   */
  public static List<String> names() {
    return Catalogue.names();
  }

  /**
   * Whether there is a network of this name.
   *
   * @param name in upper or lower case, {@code resnet50}
   * @return whether {@link #of(String)} has it; the name of a depth that no family has is none
   */
  public static boolean knows(String name) {
    try {
      return Catalogue.find(name.trim().toLowerCase(Locale.ROOT)).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The network of this name with its defaults.
   *
   * @param name in upper or lower case, {@code resnet50}
   * @return the network
   * @throws IllegalArgumentException if there is none; the message has the nearest names
   */
  public static Architecture of(String name) {
    return of(name, ZooOptions.DEFAULTS);
  }

  /**
   * The network of this name with these options.
   *
   * @param name in upper or lower case, {@code resnet50}
   * @param options what differs from the network's defaults
   * @return the network
   * @throws IllegalArgumentException if there is none (the message has the nearest names) or if it
   *     does not have an option that was chosen
   * @throws ShapeException if it cannot take the input
   */
  public static Architecture of(String name, ZooOptions options) {
    var known = name.trim().toLowerCase(Locale.ROOT);
    var family = Catalogue.find(known).orElseThrow(() -> unknown(known));
    for (var choice : options.choices()) {
      if (!family.choices().contains(choice)) {
        throw new IllegalArgumentException(
            "%s has no %s; that belongs to %s".formatted(known, choice.words, choice.owners));
      }
    }
    var input = options.input().orElse(family.input());
    int classes = options.classes().orElse(family.classes());
    try {
      var layer = family.builder().build(input, classes, options);
      Shapes.infer(layer, input);
      return new Architecture(known, layer, input, classes, family.initialisation());
    } catch (ShapeException e) {
      throw new ShapeException("%s cannot take %s: %s".formatted(known, input, e.getMessage()));
    }
  }

  private static IllegalArgumentException unknown(String name) {
    var nearest =
        names().stream()
            .sorted(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
            .limit(3)
            .toList();
    return new IllegalArgumentException(
        "there is no model '%s'; similar names: %s".formatted(name, String.join(", ", nearest)));
  }
}
