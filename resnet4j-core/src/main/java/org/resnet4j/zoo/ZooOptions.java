package org.resnet4j.zoo;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.model.Shape;

/**
 * What a user may vary in a network of the zoo; an empty field means the network's own default.
 *
 * @param classes how many logits
 * @param input (C, H, W)
 * @param shortcut ResNets: A in the CIFAR family, B in the ImageNet family
 * @param stridePlacement ResNets of bottlenecks: v1.5
 * @param stem ImageNet ResNets: the paper's
 */
public record ZooOptions(
    Optional<Integer> classes,
    Optional<Shape> input,
    Optional<Shortcut> shortcut,
    Optional<StridePlacement> stridePlacement,
    Optional<Stem> stem) {

  /** Every network with its defaults. */
  public static final ZooOptions DEFAULTS =
      new ZooOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final List<String> WORDS = List.of("shortcut", "stride-placement", "stem");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code classes} is less than 1 or {@code input} is not (C,
   *     H, W)
   */
  public ZooOptions {
    classes.ifPresent(
        count -> {
          if (count < 1) {
            throw new IllegalArgumentException("classes must be at least 1, got " + count);
          }
        });
    input.ifPresent(
        shape -> {
          if (!shape.isImage()) {
            throw new IllegalArgumentException(
                "the input must be channels x height x width, got (%s)".formatted(shape));
          }
        });
  }

  /**
   * Options by the words that recipes and flags have for them: {@code shortcut}, {@code
   * stride-placement}, {@code stem}.
   *
   * @param words from a word to its value, as {@link Shortcut#parse}, {@link StridePlacement#parse}
   *     and {@link Stem#parse} take it
   * @return these options; all others are the network's defaults
   * @throws IllegalArgumentException if there is no such option, or if it has no such value
   */
  public static ZooOptions of(Map<String, String> words) {
    for (var key : words.keySet()) {
      if (!WORDS.contains(key)) {
        throw new IllegalArgumentException(
            "networks have no option '%s'; there are %s".formatted(key, String.join(", ", WORDS)));
      }
    }
    return new ZooOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(words.get("shortcut")).map(Shortcut::parse),
        Optional.ofNullable(words.get("stride-placement")).map(StridePlacement::parse),
        Optional.ofNullable(words.get("stem")).map(Stem::parse));
  }

  /** The options that only some networks have, as they are called in messages. */
  enum Choice {
    SHORTCUT("shortcut option", "the ResNets"),
    STRIDE_PLACEMENT("stride placement", "resnet50, resnet101 and resnet152"),
    STEM("choice of stem", "the ResNets for ImageNet: 18, 34, 50, 101, 152");

    final String words;
    final String owners;

    Choice(String words, String owners) {
      this.words = words;
      this.owners = owners;
    }
  }

  Set<Choice> choices() {
    var chosen = EnumSet.noneOf(Choice.class);
    shortcut.ifPresent(value -> chosen.add(Choice.SHORTCUT));
    stridePlacement.ifPresent(value -> chosen.add(Choice.STRIDE_PLACEMENT));
    stem.ifPresent(value -> chosen.add(Choice.STEM));
    return chosen;
  }

  /**
   * These options with another number of classes.
   *
   * @param value how many logits, at least 1
   * @return a copy with this number
   * @throws IllegalArgumentException if {@code value} is less than 1
   */
  public ZooOptions withClasses(int value) {
    return new ZooOptions(Optional.of(value), input, shortcut, stridePlacement, stem);
  }

  /**
   * These options with another input.
   *
   * @param value (C, H, W)
   * @return a copy with this shape
   * @throws IllegalArgumentException if {@code value} is not (C, H, W)
   */
  public ZooOptions withInput(Shape value) {
    return new ZooOptions(classes, Optional.of(value), shortcut, stridePlacement, stem);
  }

  /**
   * These options with another shortcut.
   *
   * @param value how a block's input reaches its output
   * @return a copy with this shortcut
   */
  public ZooOptions withShortcut(Shortcut value) {
    return new ZooOptions(classes, input, Optional.of(value), stridePlacement, stem);
  }

  /**
   * These options with another stride placement.
   *
   * @param value which convolution of a bottleneck halves the image
   * @return a copy with this placement
   */
  public ZooOptions withStridePlacement(StridePlacement value) {
    return new ZooOptions(classes, input, shortcut, Optional.of(value), stem);
  }

  /**
   * These options with another stem.
   *
   * @param value how an ImageNet ResNet begins
   * @return a copy with this stem
   */
  public ZooOptions withStem(Stem value) {
    return new ZooOptions(classes, input, shortcut, stridePlacement, Optional.of(value));
  }
}
