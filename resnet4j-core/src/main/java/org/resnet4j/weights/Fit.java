package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * How well foreign weights fit a network, key by key.
 *
 * @param found the network's arrays that the file has
 * @param missing keys of the network that the file lacks
 * @param unexpected keys of the file that the network lacks
 * @param misshapen keys that both have with different shapes, each with the two shapes
 * @param taken which of the file's networks this is
 */
public record Fit(
    Weights found,
    List<String> missing,
    List<String> unexpected,
    List<String> misshapen,
    Taken taken) {
  private static final int SHOWN = 12;

  /** Copies the lists. */
  public Fit {
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    misshapen = List.copyOf(misshapen);
  }

  /** {@return whether every key and shape fits} */
  public boolean isWhole() {
    return missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty();
  }

  /**
   * The weights, if they fit.
   *
   * @return the arrays in the network's order
   * @throws WeightsException if they do not fit; the message names the keys
   */
  public Weights weights() {
    if (!isWhole()) {
      throw new WeightsException(what());
    }
    return found;
  }

  /** {@return what does not fit, as a sentence; empty if everything fits} */
  public String what() {
    if (isWhole()) {
      return "";
    }
    var parts = new ArrayList<String>();
    tell(parts, "missing", missing);
    tell(parts, "unexpected", unexpected);
    tell(parts, "of different shape", misshapen);
    return "the weights do not fit the network: " + String.join("; ", parts);
  }

  private static void tell(List<String> parts, String what, List<String> keys) {
    if (!keys.isEmpty()) {
      String shown = String.join(", ", keys.subList(0, Math.min(SHOWN, keys.size())));
      int more = keys.size() - SHOWN;
      parts.add("%s: %s%s".formatted(what, shown, more > 0 ? " and %d more".formatted(more) : ""));
    }
  }
}
