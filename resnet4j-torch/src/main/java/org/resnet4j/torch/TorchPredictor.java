package org.resnet4j.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.ModeGuard;
import org.resnet4j.torch.libtorch.Place;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** One network in evaluation mode on libtorch; every call has its own scope and pass. */
@SuppressWarnings("try") // scopes and modes are opened to be closed
final class TorchPredictor implements Predictor {
  private final Layer layer;
  private final Place place;
  private final State weights;

  TorchPredictor(Network network, Place place) {
    this.layer = network.layer();
    this.place = place;
    var ours = new LinkedHashMap<String, NdArray>();
    Parameters.of(layer).forEach(p -> ours.put(p.key(), network.weights().at(p.key())));
    this.weights = new State(new Weights(ours), place, key -> false);
    if (place.precision() == Precision.BF16) {
      weights.roundToBfloat16(keysOfProducts());
    }
  }

  /** Arrays that autocast would round on every call: rounded once they give the same numbers. */
  private List<String> keysOfProducts() {
    return Parameters.of(layer).stream()
        .filter(p -> p.owner() instanceof Layer.Conv2d || p.owner() instanceof Layer.Linear)
        .map(Parameter::key)
        .toList();
  }

  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    try (var scope = Scope.open();
        var mode = ModeGuard.inference()) {
      var x = Arrays.tensor(images, place, size, channels, height, width);
      return Arrays.floats(forward(x, new Probes(Set.of())));
    }
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    try (var scope = Scope.open();
        var mode = ModeGuard.inference()) {
      var probes = new Probes(Set.copyOf(nodes));
      forward(Arrays.tensor(images, place, size, channels, height, width), probes);
      return probes.values();
    }
  }

  private Tensor forward(Tensor images, Probes probes) {
    try (var autocast = ModeGuard.autocast(place)) {
      return new ForwardPass(weights.tensors(), place, ForwardPass.Conduct.EVALUATION, probes)
          .run(layer, images);
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
