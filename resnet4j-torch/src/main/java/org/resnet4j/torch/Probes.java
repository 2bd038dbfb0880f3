package org.resnet4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.ProbeReading;
import org.resnet4j.torch.libtorch.Arrays;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.weights.NdArray;

/** Holds the tensors at the probed nodes within one pass. */
final class Probes {
  private final Set<String> nodes;
  private final Map<String, Tensor> seen = new LinkedHashMap<>();

  Probes(Set<String> nodes) {
    this.nodes = nodes;
  }

  boolean none() {
    return nodes.isEmpty();
  }

  /** Called at every node, inner before outer ones of the same path: the outer one is kept. */
  void see(String path, Tensor value) {
    if (nodes.contains(path)) {
      var shared = Scope.share(value);
      if (shared.requires_grad()) {
        shared.retain_grad();
      }
      seen.put(path, shared);
    }
  }

  /** What the probes saw, in the nodes' order of computation. */
  Map<String, NdArray> values() {
    var values = new LinkedHashMap<String, NdArray>();
    seen.forEach((path, tensor) -> values.put(path, Arrays.array(tensor)));
    return values;
  }

  /** Values and gradients, after the backward pass of the loss times {@code scale}. */
  Map<String, ProbeReading> readings(double scale) {
    var readings = new LinkedHashMap<String, ProbeReading>();
    seen.forEach(
        (path, tensor) ->
            readings.put(path, new ProbeReading(Arrays.array(tensor), gradient(tensor, scale))));
    return readings;
  }

  /** In doubles before the scale goes: what it keeps would underflow in floats. */
  private static double[] gradient(Tensor tensor, double scale) {
    var gradient = tensor.grad();
    if (!gradient.defined()) {
      return new double[Math.toIntExact(tensor.numel())];
    }
    var exact = Arrays.doubles(gradient);
    for (int i = 0; scale != 1 && i < exact.length; i++) {
      exact[i] /= scale;
    }
    return exact;
  }
}
