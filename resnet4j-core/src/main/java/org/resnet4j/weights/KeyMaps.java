package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;

/**
 * Fits the keys of foreign weights to a network's, which are torchvision's: finds the state dict
 * among the other contents of a checkpoint ({@code state_dict}, {@code model}, …), strips prefixes
 * that wrappers add ({@code module.}), and knows other spellings of the same layers.
 */
public final class KeyMaps {
  private static final Pattern STAGE =
      Pattern.compile("(?:resnet\\.)?encoder\\.stages\\.(\\d{1,3})\\.layers\\.(\\d{1,3})\\.(.*)");

  /** How libraries spell a key, as functions from theirs to torchvision's. */
  private static final List<UnaryOperator<String>> SPELLINGS =
      List.of(UnaryOperator.identity(), KeyMaps::publicCifar, KeyMaps::transformers);

  private KeyMaps() {}

  /**
   * Fits weights to a network; batch counters that the file lacks become 0.
   *
   * @param foreign arrays under the keys that their file has
   * @param layer the network
   * @return what fits, under the network's keys, and what does not; the arrays are shared
   */
  public static Fit fit(Weights foreign, Layer layer) {
    return fit(foreign, Parameters.of(layer), Map.of());
  }

  /**
   * Fits weights to a network of other classes: everything except the classifiers comes from the
   * file; the classifiers stay as in {@code fresh}.
   *
   * @param foreign arrays under the keys that their file has
   * @param fresh the network with its initial weights
   * @return what fits, under the network's keys, and what does not; the arrays are shared
   */
  public static Fit fitAllButClassifier(Weights foreign, Network fresh) {
    var kept = new LinkedHashMap<String, NdArray>();
    var classifiers = Classifiers.of(fresh.layer());
    for (var parameter : Parameters.of(fresh.layer())) {
      if (classifiers.stream().anyMatch(path -> parameter.key().startsWith(path + "."))) {
        kept.put(parameter.key(), fresh.weights().at(parameter.key()));
      }
    }
    return fit(foreign, Parameters.of(fresh.layer()), kept);
  }

  private static Fit fit(Weights foreign, List<Parameter> parameters, Map<String, NdArray> kept) {
    Map<String, NdArray> best = Map.of();
    int most = -1;
    for (var spelling : SPELLINGS) {
      for (String prefix : prefixes(foreign.keys(), parameters, spelling)) {
        var renamed = renamed(foreign, prefix, spelling);
        int matches = (int) parameters.stream().filter(p -> renamed.containsKey(p.key())).count();
        if (matches > most) {
          most = matches;
          best = renamed;
        }
      }
    }
    return compare(best, parameters, kept);
  }

  /** The possible prefixes of the network's keys, found from any weight that the network has. */
  private static Set<String> prefixes(
      Set<String> keys, List<Parameter> parameters, UnaryOperator<String> spelling) {
    var wanted = new HashSet<String>();
    parameters.stream().filter(Parameter::trainable).forEach(p -> wanted.add(p.key()));
    var counts = new HashMap<String, Integer>();
    for (String key : keys) {
      for (int dot = -1; dot < key.length(); ) {
        if (wanted.contains(spelling.apply(key.substring(dot + 1)))) {
          counts.merge(key.substring(0, dot + 1), 1, Integer::sum);
        }
        dot = key.indexOf('.', dot + 1);
        if (dot < 0) {
          break;
        }
      }
    }
    var prefixes = new LinkedHashSet<String>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(8)
        .forEach(entry -> prefixes.add(entry.getKey()));
    prefixes.add("");
    return prefixes;
  }

  private static Map<String, NdArray> renamed(
      Weights foreign, String prefix, UnaryOperator<String> spelling) {
    var renamed = new LinkedHashMap<String, NdArray>();
    foreign
        .arrays()
        .forEach(
            (key, array) -> {
              if (key.startsWith(prefix)) {
                renamed.put(spelling.apply(key.substring(prefix.length())), array);
              }
            });
    return renamed;
  }

  private static Fit compare(
      Map<String, NdArray> foreign, List<Parameter> parameters, Map<String, NdArray> kept) {
    var found = new LinkedHashMap<String, NdArray>();
    var missing = new ArrayList<String>();
    var misshapen = new ArrayList<String>();
    var unexpected = new LinkedHashSet<>(foreign.keySet());
    for (var parameter : parameters) {
      String key = parameter.key();
      unexpected.remove(key);
      var array = kept.containsKey(key) ? kept.get(key) : foreign.get(key);
      if (array == null && parameter.role() == Parameter.Role.COUNTER) {
        found.put(key, NdArray.scalar(0));
      } else if (array == null) {
        missing.add(key);
      } else if (!array.shape().equals(parameter.shape())) {
        misshapen.add("%s (%s, not %s)".formatted(key, array.shape(), parameter.shape()));
      } else {
        found.put(key, array);
      }
    }
    return new Fit(new Weights(found), missing, List.copyOf(unexpected), misshapen);
  }

  // ---- spellings -----------------------------------------------------------------------------

  /** The public CIFAR networks: {@code linear} for fc, {@code shortcut} for downsample. */
  private static String publicCifar(String key) {
    return key.replaceFirst("^linear\\.", "fc.").replace(".shortcut.", ".downsample.");
  }

  /** Hugging Face's transformers: {@code encoder.stages.0.layers.1.layer.2.convolution.weight}. */
  private static String transformers(String key) {
    var stage = STAGE.matcher(key);
    if (stage.matches()) {
      int number = Integer.parseInt(stage.group(1)) + 1;
      return "layer%d.%s.%s".formatted(number, stage.group(2), transformersBlock(stage.group(3)));
    }
    return key.replaceFirst("^(resnet\\.)?embedder\\.embedder\\.convolution\\.", "conv1.")
        .replaceFirst("^(resnet\\.)?embedder\\.embedder\\.normalization\\.", "bn1.")
        .replaceFirst("^classifier\\.1\\.", "fc.");
  }

  private static String transformersBlock(String rest) {
    String key =
        rest.replace("shortcut.convolution.", "downsample.0.")
            .replace("shortcut.normalization.", "downsample.1.");
    for (int i = 0; i < 3; i++) {
      key =
          key.replace("layer.%d.convolution.".formatted(i), "conv%d.".formatted(i + 1))
              .replace("layer.%d.normalization.".formatted(i), "bn%d.".formatted(i + 1));
    }
    return key;
  }
}
