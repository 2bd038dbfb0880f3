package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Head;
import org.resnet4j.model.Layer.WithHeads;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;

/**
 * Fits the keys of foreign weights to a network's, which are torchvision's: finds the state dict
 * among the other contents of a checkpoint ({@code state_dict}, {@code model}, …), strips prefixes
 * that wrappers add ({@code module.}), and knows other spellings of the same layers. Where a file
 * holds several networks, {@link Selection} says which is taken.
 */
public final class KeyMaps {
  private KeyMaps() {}

  /**
   * Fits weights to a network; batch counters that the file lacks become 0.
   *
   * @param foreign arrays under the keys that their file has
   * @param layer the network
   * @return what fits, under the network's keys, and what does not; the arrays are shared
   */
  public static Fit fit(Weights foreign, Layer layer) {
    return fit(foreign, layer, Selection.USUAL);
  }

  /**
   * The same of a selection of the file.
   *
   * @param foreign arrays under the keys that their file has
   * @param layer the network
   * @param selection which of the file's networks, and what may be left over
   * @return what fits, under the network's keys, what does not, and which network was taken; the
   *     arrays are shared
   * @throws WeightsException if the file has no such network; the message names those it has
   */
  public static Fit fit(Weights foreign, Layer layer, Selection selection) {
    return fit(foreign, layer, selection, taken -> Map.of());
  }

  /**
   * Fits weights to a network of other classes: everything except the classifiers comes from the
   * file; the classifiers stay as in {@code fresh}, and so do side heads that the file lacks
   * altogether.
   *
   * @param foreign arrays under the keys that their file has
   * @param fresh the network with its initial weights
   * @param selection which of the file's networks, and what may be left over
   * @return what fits, under the network's keys, and what does not; the arrays are shared
   * @throws WeightsException if the file has no such network; the message names those it has
   */
  public static Fit fitAllButClassifier(Weights foreign, Network fresh, Selection selection) {
    return fit(foreign, fresh.layer(), selection, taken -> kept(fresh, taken));
  }

  /**
   * The same of the usual selection.
   *
   * @param foreign arrays under the keys that their file has
   * @param fresh the network with its initial weights
   * @return what fits, under the network's keys, and what does not; the arrays are shared
   */
  public static Fit fitAllButClassifier(Weights foreign, Network fresh) {
    return fitAllButClassifier(foreign, fresh, Selection.USUAL);
  }

  /**
   * The same network without the side heads that exist in training only, as many files have it.
   *
   * @param layer a network
   * @return the network without side heads; the same one if it has none
   */
  public static Layer withoutHeads(Layer layer) {
    return layer instanceof WithHeads network
        ? new WithHeads(network.trunk(), List.of(), network.classifier())
        : layer;
  }

  /** The arrays that stay fresh: the classifiers', and those of side heads that a file lacks. */
  private static Map<String, NdArray> kept(Network fresh, Candidate taken) {
    var paths = new ArrayList<>(Classifiers.of(fresh.layer()));
    if (fresh.layer() instanceof WithHeads network) {
      network.heads().stream().map(Head::name).filter(taken::lacks).forEach(paths::add);
    }
    var kept = new LinkedHashMap<String, NdArray>();
    for (var parameter : Parameters.of(fresh.layer())) {
      if (paths.stream().anyMatch(path -> parameter.key().startsWith(path + "."))) {
        kept.put(parameter.key(), fresh.weights().at(parameter.key()));
      }
    }
    return kept;
  }

  private static Fit fit(
      Weights foreign,
      Layer layer,
      Selection selection,
      Function<Candidate, Map<String, NdArray>> kept) {
    var target = new Target(layer);
    var wanted = selection.of(foreign);
    var named =
        selection.copy() instanceof Selection.Under under
            ? Set.of(under.key() + ".")
            : Set.<String>of();
    var candidates = Candidate.of(wanted, target, named);
    var best = Candidate.best(candidates.stream().filter(allowed(selection.copy())).toList());
    if (best.isEmpty()) {
      throw new WeightsException(noSuch(selection.copy(), Candidate.best(candidates)));
    }
    var taken =
        best.stream()
            .filter(each -> selection.copy() instanceof Selection.Usual)
            .filter(each -> Taken.isAverage(each.key()))
            .findFirst()
            .orElse(best.getFirst());
    var others = new LinkedHashSet<String>();
    Candidate.best(candidates).forEach(each -> others.add(each.key()));
    others.remove(taken.key());
    return compare(
        taken, target.parameters(), kept.apply(taken), new Taken(taken.key(), List.copyOf(others)));
  }

  private static Predicate<Candidate> allowed(Selection.Copy copy) {
    return switch (copy) {
      case Selection.Usual usual -> each -> true;
      case Selection.Raw raw -> each -> !Taken.isAverage(each.key());
      case Selection.Average average -> each -> each.score() > 0 && Taken.isAverage(each.key());
      case Selection.Under(String key) ->
          each -> each.prefix().startsWith(key + ".") && !each.arrays().isEmpty();
    };
  }

  private static String noSuch(Selection.Copy copy, List<Candidate> there) {
    String what =
        switch (copy) {
          case Selection.Under(String key) -> "nothing under '%s'".formatted(key);
          case Selection.Average average -> "no average of the weights";
          default -> "nothing but averages of the weights";
        };
    return "there is %s in the file; its networks are: %s"
        .formatted(
            what,
            there.stream().map(each -> Taken.name(each.key())).collect(Collectors.joining(", ")));
  }

  private static Fit compare(
      Candidate taken, List<Parameter> parameters, Map<String, NdArray> kept, Taken which) {
    var found = new LinkedHashMap<String, NdArray>();
    var missing = new ArrayList<String>();
    var misshapen = new ArrayList<String>();
    for (var parameter : parameters) {
      String key = parameter.key();
      boolean counter = parameter.role() == Parameter.Role.COUNTER;
      var array = kept.containsKey(key) ? kept.get(key) : taken.arrays().get(key);
      if (array == null && counter) {
        found.put(key, NdArray.scalar(0));
      } else if (array == null) {
        missing.add(key);
      } else if (counter && array.shape().equals(Shape.of(1))) {
        found.put(key, NdArray.scalar(array.data()[0])); // as PyTorch before 0.4 kept scalars
      } else if (!array.shape().equals(parameter.shape())) {
        misshapen.add("%s (%s, not %s)".formatted(key, array.shape(), parameter.shape()));
      } else {
        found.put(key, array);
      }
    }
    return new Fit(new Weights(found), missing, taken.unexpected(), misshapen, which);
  }
}
