package org.resnet4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Reading;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.weights.NdArray;

/** Holds the tensors at the nodes that someone wants to see, within one pass. */
final class Probes {
  private final Set<String> nodes;
  private final Map<String, Tensor> seen = new LinkedHashMap<>();

  Probes(Set<String> nodes) {
    this.nodes = nodes;
  }

  boolean none() {
    return nodes.isEmpty();
  }

  /** Called at every node, inner ones before outer ones of the same path: the outer one stays. */
  void see(String path, Tensor value) {
    if (nodes.contains(path)) {
      var shared = Scope.share(value);
      if (shared.requires_grad()) {
        shared.retain_grad();
      }
      seen.put(path, shared);
    }
  }

  /** What was seen, in the nodes' order of computation. */
  Map<String, NdArray> values() {
    complete();
    var values = new LinkedHashMap<String, NdArray>();
    seen.forEach((path, tensor) -> values.put(path, Arrays.array(tensor)));
    return values;
  }

  /** Values and gradients, after the backward pass of the loss times {@code scale}. */
  Map<String, Reading> readings(double scale) {
    complete();
    var readings = new LinkedHashMap<String, Reading>();
    seen.forEach(
        (path, tensor) ->
            readings.put(
                path, new Reading(Arrays.array(tensor), Arrays.array(gradient(tensor, scale)))));
    return readings;
  }

  private static Tensor gradient(Tensor tensor, double scale) {
    var gradient = tensor.grad();
    if (!gradient.defined()) {
      return Operators.zerosLike(tensor);
    }
    return scale == 1 ? gradient : Operators.times(gradient, 1 / scale);
  }

  private void complete() {
    if (!seen.keySet().containsAll(nodes)) {
      var missing = new TreeSet<>(nodes);
      missing.removeAll(seen.keySet());
      throw new EngineException(
          "the network has no node '%s' in this pass; nodes are paths such as layer1.0.conv1"
              .formatted(missing.first()));
    }
  }
}
