package org.resnet4j.classify;

import java.util.Map;
import java.util.Optional;

/**
 * What a user says of weights that do not say it themselves.
 *
 * @param model the network's name in the zoo
 * @param modelOptions variations of it, as recipes write them: {@code stem} to {@code small}
 * @param data the data set whose classes the network knows, or {@code imagenet}
 */
public record Hints(
    Optional<String> model, Map<String, String> modelOptions, Optional<String> data) {
  /** Nothing: for weights that say all of it. */
  public static final Hints NONE = new Hints(Optional.empty(), Map.of(), Optional.empty());

  /** Copies the options. */
  public Hints {
    modelOptions = Map.copyOf(modelOptions);
  }
}
