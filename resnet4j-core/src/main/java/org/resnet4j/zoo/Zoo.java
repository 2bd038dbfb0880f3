package org.resnet4j.zoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;
import org.resnet4j.zoo.ZooOptions.Choice;

/** The catalogue: every network by the name that users type. */
public final class Zoo {
  private Zoo() {}

  private static final Pattern BY_DEPTH = Pattern.compile("(resnet|plain)(\\d{1,5})");
  private static final List<Integer> CIFAR_DEPTHS = List.of(20, 32, 44, 56, 110, 1202);
  private static final Map<String, Family> NAMED = named();

  /**
   * The names of the papers' networks, family by family. {@link #of} knows more: every depth 6n+2
   * of {@code resnet} and {@code plain}.
   */
  public static List<String> names() {
    var names = new ArrayList<String>();
    for (var kind : List.of("resnet", "plain")) {
      ResNet.IMAGENET_DEPTHS.forEach(depth -> names.add(kind + depth));
      CIFAR_DEPTHS.forEach(depth -> names.add(kind + depth));
    }
    names.addAll(NAMED.keySet());
    return List.copyOf(names);
  }

  /** The network as it is by default. */
  public static Architecture of(String name) {
    return of(name, ZooOptions.DEFAULTS);
  }

  /**
   * The network of this name.
   *
   * @throws IllegalArgumentException if there is none (the message has the nearest names), if it
   *     does not have an option that was chosen, or if it cannot take the input
   */
  public static Architecture of(String name, ZooOptions options) {
    var known = name.trim().toLowerCase(Locale.ROOT);
    var family = family(known);
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

  private static Family family(String name) {
    return Optional.ofNullable(NAMED.get(name))
        .or(() -> byDepth(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no model '%s'; the nearest are %s"
                        .formatted(name, String.join(", ", nearest(name)))));
  }

  private static Optional<Family> byDepth(String name) {
    var matcher = BY_DEPTH.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int depth = Integer.parseInt(matcher.group(2));
    boolean residual = matcher.group(1).equals("resnet");
    if (ResNet.IMAGENET_DEPTHS.contains(depth)) {
      return Optional.of(residual ? resNet(depth) : plain(depth));
    }
    if (!ResNet.isCifarDepth(depth)) {
      throw new IllegalArgumentException(
          "there is no %s: CIFAR depths are 6n+2, for example 20, 32, 44; ImageNet depths are 18, 34, 50, 101, 152"
              .formatted(name));
    }
    return Optional.of(residual ? cifarResNet(depth) : cifarPlain(depth));
  }

  private static Family resNet(int depth) {
    return Family.imageNet(
        Initialisation.RESNET,
        (input, classes, options) ->
            ResNet.imageNet(
                depth,
                input.channels(),
                classes,
                options.shortcut().orElse(Shortcut.B),
                options.stridePlacement().orElse(StridePlacement.V1_5),
                options.stem().orElse(Stem.IMAGENET)),
        Choice.SHORTCUT,
        Choice.STRIDE_PLACEMENT,
        Choice.STEM);
  }

  private static Family plain(int depth) {
    return Family.imageNet(
        Initialisation.RESNET,
        (input, classes, options) ->
            PlainNet.imageNet(
                depth,
                input.channels(),
                classes,
                options.stridePlacement().orElse(StridePlacement.V1_5),
                options.stem().orElse(Stem.IMAGENET)),
        Choice.STRIDE_PLACEMENT,
        Choice.STEM);
  }

  private static Family cifarResNet(int depth) {
    return Family.cifar(
        Initialisation.RESNET,
        (input, classes, options) ->
            ResNet.cifar(depth, input.channels(), classes, options.shortcut().orElse(Shortcut.A)),
        Choice.SHORTCUT);
  }

  private static Family cifarPlain(int depth) {
    return Family.cifar(
        Initialisation.RESNET,
        (input, classes, options) -> PlainNet.cifar(depth, input.channels(), classes));
  }

  private static Map<String, Family> named() {
    var named = new LinkedHashMap<String, Family>();
    return named;
  }

  private static List<String> nearest(String name) {
    return names().stream()
        .sorted(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
        .limit(3)
        .toList();
  }
}
