package org.resnet4j.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.resnet4j.model.Layer.*;

/** New trees from old ones: the variations that experiments make. */
public final class Rewrite {
  private Rewrite() {}

  /**
   * The tree with each node, children first, replaced by what {@code change} makes of it.
   *
   * @param layer the tree
   * @param change from a node, whose children are already changed, to the node in its place
   * @return a new tree; {@code layer} does not change
   */
  public static Layer map(Layer layer, UnaryOperator<Layer> change) {
    return change.apply(
        switch (layer) {
          case Chain c -> chain(c, change);
          case Residual r -> new Residual(map(r.branch(), change), map(r.shortcut(), change));
          case Concat c -> new Concat(named(c.branches(), change));
          case Highway h ->
              new Highway(map(h.transform(), change), map(h.gate(), change), h.gateBias());
          case WithHeads w ->
              new WithHeads(
                  chain(w.trunk(), change),
                  w.heads().stream()
                      .map(h -> new Head(h.name(), h.after(), map(h.layer(), change), h.weight()))
                      .toList(),
                  map(w.classifier(), change));
          default -> layer;
        });
  }

  /**
   * The network without batch norm; every convolution gets the bias that batch norm made redundant.
   *
   * @param layer the network
   * @return the network with {@link Identity} in place of each batch norm
   */
  public static Layer withoutBatchNorm(Layer layer) {
    return map(
        layer,
        node ->
            switch (node) {
              case BatchNorm2d b -> new Identity();
              case Conv2d c ->
                  new Conv2d(
                      c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.groups(), true);
              default -> node;
            });
  }

  /**
   * The network with another non-linearity in place of every ReLU.
   *
   * @param layer the network
   * @param function what replaces ReLU
   * @return the changed network
   */
  public static Layer withActivation(Layer layer, Activation.Function function) {
    return map(
        layer,
        node ->
            node.equals(new Activation(Activation.Function.RELU))
                ? new Activation(function)
                : node);
  }

  /**
   * The network with every dropout switched off.
   *
   * @param layer the network
   * @return the network with {@link Identity} in place of each dropout
   */
  public static Layer withoutDropout(Layer layer) {
    return map(layer, node -> node instanceof Dropout ? new Identity() : node);
  }

  private static Chain chain(Chain chain, UnaryOperator<Layer> change) {
    return new Chain(named(chain.layers(), change));
  }

  private static List<Named> named(List<Named> layers, UnaryOperator<Layer> change) {
    return layers.stream().map(n -> new Named(n.name(), map(n.layer(), change))).toList();
  }
}
