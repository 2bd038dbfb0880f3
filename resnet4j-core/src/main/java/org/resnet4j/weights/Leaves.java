package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Concat;
import org.resnet4j.model.Layer.Highway;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Layer.WithHeads;
import org.resnet4j.model.Parameters;

/**
 * The leaves of a network's tree in the two orders that torchvision knows: it constructs a block's
 * projection before the block's branch, but registers it after the branch.
 */
final class Leaves {
  private final List<Leaf> found = new ArrayList<>();
  private final boolean shortcutFirst;

  /**
   * A layer without children.
   *
   * @param gateBias its initial bias if it belongs to a Highway gate
   */
  record Leaf(String path, Layer layer, OptionalDouble gateBias) {}

  private Leaves(boolean shortcutFirst) {
    this.shortcutFirst = shortcutFirst;
  }

  static List<Leaf> inConstructionOrder(Layer layer) {
    return new Leaves(true).collect(layer);
  }

  static List<Leaf> inRegistrationOrder(Layer layer) {
    return new Leaves(false).collect(layer);
  }

  private List<Leaf> collect(Layer layer) {
    visit("", layer, OptionalDouble.empty());
    return found;
  }

  private void visit(String path, Layer layer, OptionalDouble gateBias) {
    switch (layer) {
      case Chain c -> children(path, c.layers(), gateBias);
      case Concat c -> children(path, c.branches(), gateBias);
      case Residual r -> {
        if (shortcutFirst) {
          visit(Parameters.path(path, "downsample"), r.shortcut(), gateBias);
        }
        visit(path, r.branch(), gateBias);
        if (!shortcutFirst) {
          visit(Parameters.path(path, "downsample"), r.shortcut(), gateBias);
        }
      }
      case Highway h -> {
        visit(Parameters.path(path, "transform"), h.transform(), gateBias);
        visit(Parameters.path(path, "gate"), h.gate(), OptionalDouble.of(h.gateBias()));
      }
      case WithHeads w -> {
        visit(path, w.trunk(), gateBias);
        w.heads().forEach(h -> visit(Parameters.path(path, h.name()), h.layer(), gateBias));
        visit(path, w.classifier(), gateBias);
      }
      default -> found.add(new Leaf(path, layer, gateBias));
    }
  }

  private void children(String path, List<Named> children, OptionalDouble gateBias) {
    for (var child : children) {
      visit(Parameters.path(path, child.name()), child.layer(), gateBias);
    }
  }
}
