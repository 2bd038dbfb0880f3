package org.resnet4j.torch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.AverageDecay;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.torch.libtorch.InPlace;
import org.resnet4j.torch.libtorch.Place;
import org.resnet4j.weights.Weights;

/** The moving average of a network's arrays: ema ← d·ema + (1 − d)·w; counters are copied. */
final class TensorAverage implements AutoCloseable {
  private final State state;
  private final Set<String> counters;
  private final AverageDecay decay;

  TensorAverage(Weights start, List<Parameter> parameters, AverageDecay decay, Place place) {
    this.state = new State(start, place, key -> false);
    this.counters =
        parameters.stream()
            .filter(parameter -> parameter.role() == Role.COUNTER)
            .map(Parameter::key)
            .collect(Collectors.toSet());
    this.decay = decay;
  }

  /** Follows the weights after this update, counted from 1. */
  void follow(Map<String, Tensor> weights, long update) {
    double fresh = 1 - decay.at(update);
    state
        .tensors()
        .forEach(
            (key, mean) ->
                InPlace.approach(mean, weights.get(key), counters.contains(key) ? 1 : fresh));
  }

  Weights copy() {
    return state.copy();
  }

  void restore(Weights average) {
    state.overwrite(average);
  }

  @Override
  public void close() {
    state.close();
  }
}
