package org.resnet4j.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.Place;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** Named tensors that outlive scopes, and their conversion from and to Java arrays. */
@SuppressWarnings("try") // scopes and modes are opened to be closed
final class State implements AutoCloseable {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Place place;

  State(Weights weights, Place place, Predicate<String> trained) {
    this.place = place;
    try (var scope = Scope.open()) {
      weights
          .arrays()
          .forEach(
              (key, array) -> {
                var tensor = Arrays.tensor(array, place);
                tensor.set_requires_grad(trained.test(key));
                tensors.put(key, Scope.keep(tensor));
              });
    }
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  Weights copy() {
    return copy(tensors);
  }

  static Weights copy(Map<String, Tensor> tensors) {
    var arrays = new LinkedHashMap<String, NdArray>();
    tensors.forEach((key, tensor) -> arrays.put(key, Arrays.array(tensor)));
    return new Weights(arrays);
  }

  /** Writes arrays of the same names and shapes over the tensors, whose layouts stay. */
  void overwrite(Weights weights) {
    tensors.forEach((key, tensor) -> Arrays.overwrite(tensor, weights.at(key), place));
  }

  /** Rounds these tensors to bfloat16 permanently. */
  void roundToBfloat16(List<String> keys) {
    try (var scope = Scope.open()) {
      for (var key : keys) {
        var rounded = Scope.keep(Arrays.bfloat16(tensors.get(key)));
        Scope.free(tensors.put(key, rounded));
      }
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(Scope::free);
    tensors.clear();
  }
}
