package org.resnet4j.weights;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The classes that weights know beside those that data have, compared by name: equal numbers of
 * classes alone do not make an output mean the same.
 *
 * @param known the names of the network's outputs, in order
 * @param wanted the names of the data's classes, in order
 */
public record ClassMap(List<String> known, List<String> wanted) {
  private static final int SHOWN = 5;

  /** Copies the names. */
  public ClassMap {
    known = List.copyOf(known);
    wanted = List.copyOf(wanted);
  }

  /** {@return whether both have the same names in the same order} */
  public boolean isSame() {
    return known.equals(wanted);
  }

  /** {@return whether both have the same names, each once, in whatever order} */
  public boolean isReordered() {
    var names = new HashSet<>(known);
    return known.size() == wanted.size()
        && names.size() == known.size()
        && names.equals(new HashSet<>(wanted));
  }

  /**
   * {@return what is different, as a clause of a sentence; empty where the names are the same in
   * whatever order}
   */
  public Optional<String> difference() {
    return isSame() || isReordered()
        ? Optional.empty()
        : Optional.of(
            "the weights know %s, the data have %s"
                .formatted(words(known, wanted), words(wanted, known)));
  }

  /** So many classes, and of those that the others have not the first few. */
  private static String words(List<String> names, List<String> others) {
    var own = names.stream().filter(name -> !others.contains(name)).toList();
    var count = names.size() + (names.size() == 1 ? " class" : " classes");
    if (own.isEmpty()) {
      return count;
    }
    var first = String.join(", ", own.subList(0, Math.min(SHOWN, own.size())));
    return "%s (%s%s)".formatted(count, first, own.size() > SHOWN ? ", …" : "");
  }

  /**
   * The network with its outputs in the data's order.
   *
   * @param network whose outputs are the known classes
   * @return the same network, or one whose last layers have their rows in another order
   * @throws WeightsException if the names differ, or the outputs are not rows of a last layer
   */
  public Network applied(Network network) {
    if (isSame()) {
      return network;
    }
    difference()
        .ifPresent(
            clause -> {
              throw new WeightsException(clause);
            });
    var arrays = new LinkedHashMap<>(network.weights().arrays());
    for (var path : Classifiers.of(network.layer())) {
      var keys = arrays.keySet().stream().filter(key -> key.startsWith(path + ".")).toList();
      if (keys.stream().noneMatch(key -> isOfClasses(arrays.get(key)))) {
        throw new WeightsException(
            "the outputs of '%s' cannot be put in the order of the data's classes".formatted(path));
      }
      for (var key : keys) {
        arrays.computeIfPresent(key, (k, array) -> isOfClasses(array) ? rows(array) : array);
      }
    }
    return new Network(network.layer(), new Weights(arrays));
  }

  private boolean isOfClasses(NdArray array) {
    return array.shape().rank() > 0 && array.shape().size(0) == known.size();
  }

  private NdArray rows(NdArray array) {
    int length = array.data().length / known.size();
    var rows = new float[array.data().length];
    for (int k = 0; k < wanted.size(); k++) {
      int from = known.indexOf(wanted.get(k));
      System.arraycopy(array.data(), from * length, rows, k * length, length);
    }
    return new NdArray(array.shape(), rows);
  }
}
