package org.resnet4j.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Weights;

/** Whether a state is one of this training: its network's arrays, its optimiser's, its average. */
final class StateCheck {
  private final Map<String, Shape> network = new HashMap<>();
  private final Map<String, Shape> optimizer = new HashMap<>();
  private final TrainingOptions options;

  StateCheck(List<Parameter> parameters, TrainingOptions options) {
    this.options = options;
    for (var parameter : parameters) {
      network.put(parameter.key(), parameter.shape());
      if (parameter.trainable() && !options.frozen().test(parameter.key())) {
        prefixes().forEach(prefix -> optimizer.put(prefix + parameter.key(), parameter.shape()));
      }
    }
  }

  private List<String> prefixes() {
    return switch (options.optimizer()) {
      case Optimizer.Sgd sgd -> sgd.momentum() == 0 ? List.of() : List.of("momentum.");
      case Optimizer.Adam adam -> List.of("m.", "v.");
      case Optimizer.AdamW adamW -> List.of("m.", "v.");
    };
  }

  /**
   * @throws EngineException if the state is of another network, optimiser or training
   */
  void check(TrainingState state) {
    complete(state.weights(), "weights");
    state.average().ifPresent(average -> complete(average, "moving average"));
    for (var key : state.optimizer().keys()) {
      var wanted = optimizer.get(key);
      if (wanted == null) {
        throw new EngineException(
            "the state holds '%s', which %s does not keep for this network"
                .formatted(key, options.optimizer()));
      }
      same(state.optimizer(), key, wanted);
    }
    if (state.average().isPresent() != options.average().isPresent()) {
      throw new EngineException(
          state.average().isPresent()
              ? "the state has a moving average of the weights, this training keeps none"
              : "the state has no moving average of the weights, this training keeps one");
    }
  }

  private void complete(Weights arrays, String what) {
    for (var key : arrays.keys()) {
      if (!network.containsKey(key)) {
        throw new EngineException(
            "the state's %s hold '%s', which this network has not".formatted(what, key));
      }
    }
    network.forEach(
        (key, shape) -> {
          if (!arrays.has(key)) {
            throw new EngineException("the state's %s lack '%s'".formatted(what, key));
          }
          same(arrays, key, shape);
        });
  }

  private static void same(Weights arrays, String key, Shape wanted) {
    var shape = arrays.at(key).shape();
    if (!shape.equals(wanted)) {
      throw new EngineException(
          "'%s' has shape (%s) in the state, this training wants (%s)"
              .formatted(key, shape, wanted));
    }
  }
}
