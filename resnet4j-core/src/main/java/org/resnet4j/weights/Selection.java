package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a file's arrays is wanted: which of its networks, where it holds several (the weights and
 * their average, a teacher and its student), and which of its other arrays may be left over.
 *
 * @param copy which network
 * @param ignored keys that are passed over, as patterns: {@code *} stands for any characters,
 *     {@code ?} for one
 */
public record Selection(Copy copy, List<String> ignored) {
  /** The rule where nobody says more: {@link Usual}, and every array must have its place. */
  public static final Selection USUAL = new Selection(new Usual(), List.of());

  /** Which of several networks. */
  public sealed interface Copy {}

  /**
   * Of the networks that fit best, the moving average of the weights, which is what is meant to be
   * used; where there is none, the first in the order of the file.
   */
  public record Usual() implements Copy {}

  /** The first network in the order of the file that is no average. */
  public record Raw() implements Copy {}

  /**
   * The moving average of the weights: a key that says {@code ema}, {@code average}, {@code swa}.
   */
  public record Average() implements Copy {}

  /**
   * The network under this key.
   *
   * @param key the path to it, {@code state_dict} or {@code model_ema}
   */
  public record Under(String key) implements Copy {}

  /** Copies the patterns. */
  public Selection {
    ignored = List.copyOf(ignored);
  }

  /**
   * The selection of a network by a word.
   *
   * @param word {@code ema}, {@code raw}, or the key under which the network stands
   * @return the selection, which ignores nothing
   * @throws IllegalArgumentException if the word is empty
   */
  public static Selection of(String word) {
    if (word.isBlank()) {
      throw new IllegalArgumentException("a state is ema, raw or a key of the file, not empty");
    }
    Copy copy =
        switch (word) {
          case "ema" -> new Average();
          case "raw" -> new Raw();
          default -> new Under(word);
        };
    return new Selection(copy, List.of());
  }

  /**
   * The same, with more arrays that are passed over.
   *
   * @param patterns of keys as the file has them: {@code loss.*}, {@code *.total_ops}
   * @return a new selection
   */
  public Selection ignoring(List<String> patterns) {
    var all = new ArrayList<>(ignored);
    all.addAll(patterns);
    return new Selection(copy, all);
  }

  /**
   * Whether an array is passed over.
   *
   * @param key as the file has it
   * @return whether one of the patterns matches all of it
   */
  public boolean ignores(String key) {
    return ignored.stream().anyMatch(glob -> pattern(glob).matcher(key).matches());
  }

  /** The arrays that are not ignored. */
  Weights of(Weights foreign) {
    return ignored.isEmpty() ? foreign : foreign.where(key -> !ignores(key));
  }

  private static Pattern pattern(String glob) {
    var regex = new StringBuilder();
    for (String part : glob.split("(?<=[*?])|(?=[*?])")) {
      regex.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
