package org.resnet4j.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * The fold interpreter: a network that gives the same outputs in evaluation, without the batch
 * norms that follow a convolution directly. Their scale goes into the convolution's weights and
 * their shift into its bias (Jacob et al. 2018, arXiv:1712.05877, section 3.2), computed in double.
 * Batch norms that stand elsewhere stay.
 */
public final class BatchNormFolding {
  private final Weights weights;
  private final Map<String, NdArray> folded;

  private BatchNormFolding(Weights weights) {
    this.weights = weights;
    folded = new LinkedHashMap<>(weights.arrays());
  }

  /** The folded network; the one given stays as it is. */
  public static Network fold(Network network) {
    var folding = new BatchNormFolding(network.weights());
    var layer = folding.visit("", network.layer());
    return new Network(layer, new Weights(folding.folded));
  }

  private Layer visit(String path, Layer layer) {
    return switch (layer) {
      case Chain c -> chain(path, c);
      case Residual r ->
          new Residual(
              visit(path, r.branch()), visit(Parameters.path(path, "downsample"), r.shortcut()));
      case Concat c -> new Concat(named(path, c.branches()));
      case Highway h ->
          new Highway(
              visit(Parameters.path(path, "transform"), h.transform()),
              visit(Parameters.path(path, "gate"), h.gate()),
              h.gateBias());
      case WithHeads w ->
          new WithHeads(
              chain(path, w.trunk()),
              w.heads().stream()
                  .map(
                      h ->
                          new Head(
                              h.name(),
                              h.after(),
                              visit(Parameters.path(path, h.name()), h.layer()),
                              h.weight()))
                  .toList(),
              visit(path, w.classifier()));
      default -> layer;
    };
  }

  private List<Named> named(String path, List<Named> layers) {
    return layers.stream()
        .map(n -> new Named(n.name(), visit(Parameters.path(path, n.name()), n.layer())))
        .toList();
  }

  private Chain chain(String path, Chain chain) {
    var layers = new ArrayList<>(named(path, chain.layers()));
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i - 1).layer() instanceof Conv2d conv
          && layers.get(i).layer() instanceof BatchNorm2d norm) {
        var convolution = Parameters.path(path, layers.get(i - 1).name());
        fold(convolution, conv, Parameters.path(path, layers.get(i).name()), norm);
        layers.set(i - 1, new Named(layers.get(i - 1).name(), withBias(conv)));
        layers.set(i, new Named(layers.get(i).name(), new Identity()));
      }
    }
    return new Chain(layers);
  }

  private static Conv2d withBias(Conv2d c) {
    return new Conv2d(c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.groups(), true);
  }

  /** w' = w γ / √(σ² + ε), b' = (b − μ) γ / √(σ² + ε) + β. */
  private void fold(String path, Conv2d conv, String normPath, BatchNorm2d norm) {
    var weight = weights.at(Parameters.path(path, "weight")).copy();
    var bias = conv.bias() ? weights.at(Parameters.path(path, "bias")).data() : null;
    var gamma = take(normPath, "weight");
    var beta = take(normPath, "bias");
    var mean = take(normPath, "running_mean");
    var variance = take(normPath, "running_var");
    take(normPath, "num_batches_tracked");
    var shift = new float[conv.out()];
    int each = weight.data().length / conv.out();
    for (int k = 0; k < conv.out(); k++) {
      double scale = gamma[k] / Math.sqrt(variance[k] + norm.eps());
      for (int i = k * each; i < (k + 1) * each; i++) {
        weight.data()[i] = (float) (weight.data()[i] * scale);
      }
      shift[k] = (float) (((bias == null ? 0 : bias[k]) - mean[k]) * scale + beta[k]);
    }
    folded.put(Parameters.path(path, "weight"), weight);
    folded.put(Parameters.path(path, "bias"), new NdArray(Shape.of(conv.out()), shift));
  }

  private float[] take(String path, String name) {
    var key = Parameters.path(path, name);
    folded.remove(key);
    return weights.at(key).data();
  }
}
