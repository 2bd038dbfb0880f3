package org.resnet4j.classify;

import java.util.Map;
import java.util.Optional;
import org.resnet4j.weights.Selection;

/**
 * What a user says of weights that do not say it themselves.
 *
 * @param model the network's name in the zoo
 * @param modelOptions variations of it, as recipes write them: {@code stem} to {@code small}
 * @param data the data set whose classes the network knows, or {@code imagenet}
 * @param selection which of a file's networks is wanted, and what may be left over
 */
public record Hints(
    Optional<String> model,
    Map<String, String> modelOptions,
    Optional<String> data,
    Selection selection) {
  /** Nothing: for weights that say all of it. */
  public static final Hints NONE =
      new Hints(Optional.empty(), Map.of(), Optional.empty(), Selection.USUAL);

  /** Copies the options. */
  public Hints {
    modelOptions = Map.copyOf(modelOptions);
  }
}
