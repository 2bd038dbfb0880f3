package org.resnet4j.weights;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of a file's networks was taken.
 *
 * @param key the path to it in the file, {@code state_dict}; empty where its keys stand by
 *     themselves
 * @param others the paths to the other networks of the file that fit as well, in its order
 */
public record Taken(String key, List<String> others) {
  private static final Set<String> AVERAGES =
      Set.of("ema", "swa", "average", "averaged", "avg", "polyak");

  /** Copies the list. */
  public Taken {
    others = List.copyOf(others);
  }

  /** {@return whether its key says that it is a moving average: {@code state_dict_ema}} */
  public boolean isAverage() {
    return isAverage(key);
  }

  static boolean isAverage(String key) {
    return List.of(key.toLowerCase(Locale.ROOT).split("[._]")).stream()
        .anyMatch(AVERAGES::contains);
  }

  /** {@return a sentence that says which was taken and why; empty where there was no choice} */
  public String what() {
    if (others.isEmpty()) {
      return "";
    }
    return "of %d networks in the file %s was taken%s; the other%s: %s"
        .formatted(
            others.size() + 1,
            name(key),
            isAverage() ? ", the average of the weights" : "",
            others.size() == 1 ? " is" : "s are",
            others.stream().map(Taken::name).collect(Collectors.joining(", ")));
  }

  static String name(String key) {
    return key.isEmpty() ? "the one without a prefix" : "'" + key + "'";
  }
}
