package org.resnet4j.weights;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;

/** The arrays that a network wants, by key, and the other names of its classifier. */
final class Target {
  /** Where libraries keep the last layer: {@code fc.1} behind a dropout, timm's {@code head.fc}. */
  private static final Pattern CLASSIFIER =
      Pattern.compile(
          "((?:fc|head|classifier|linear|last_linear|logits|output)(?:\\.(?:fc|linear|\\d{1,2}))?)"
              + "\\.(weight|bias)");

  private final List<Parameter> parameters;
  private final Map<String, Parameter> byKey = new HashMap<>();
  private final String classifier;

  Target(Layer layer) {
    parameters = Parameters.of(layer);
    parameters.forEach(parameter -> byKey.put(parameter.key(), parameter));
    classifier = Classifiers.of(layer).stream().findFirst().orElse("");
  }

  List<Parameter> parameters() {
    return parameters;
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  boolean trains(String key) {
    var parameter = byKey.get(key);
    return parameter != null && parameter.trainable();
  }

  long trained() {
    return parameters.stream().filter(Parameter::trainable).count();
  }

  /** How many arrays there are in the right shape; counters decide nothing. */
  int score(Map<String, NdArray> arrays) {
    int score = 0;
    for (var parameter : parameters) {
      var array = arrays.get(parameter.key());
      boolean right = array != null && array.shape().equals(parameter.shape());
      score += right && parameter.role() != Role.COUNTER ? 1 : 0;
    }
    return score;
  }

  /**
   * Where the classifier is missing and there is exactly one layer that can be it, this gets the
   * classifier's keys.
   */
  void renameClassifiers(Map<String, NdArray> arrays) {
    var wanted = byKey.get(classifier + ".weight");
    if (wanted == null || arrays.containsKey(wanted.key()) || wanted.shape().rank() != 2) {
      return;
    }
    int features = wanted.shape().size(1);
    var names = new LinkedHashSet<String>();
    arrays.forEach(
        (key, array) -> {
          var name = CLASSIFIER.matcher(key);
          boolean sees = array.shape().rank() == 2 && array.shape().size(1) == features;
          if (!has(key) && name.matches() && sees) {
            names.add(name.group(1));
          }
        });
    if (names.size() == 1) {
      String name = names.iterator().next();
      for (String part : List.of(".weight", ".bias")) {
        if (has(classifier + part) && arrays.containsKey(name + part)) {
          arrays.put(classifier + part, arrays.remove(name + part));
        }
      }
    }
  }
}
