package org.resnet4j.torch;

import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Concat;
import org.resnet4j.model.Layer.Dropout;
import org.resnet4j.model.Layer.Head;
import org.resnet4j.model.Layer.Highway;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Layer.WithHeads;

/** A network with every dropout's probability at 0, its names unchanged. */
final class Dropouts {
  private Dropouts() {}

  static Layer off(Layer layer) {
    return switch (layer) {
      case Dropout d -> new Dropout(0);
      case Chain c -> chain(c);
      case Residual r -> new Residual(off(r.branch()), off(r.shortcut()));
      case Concat c -> new Concat(c.branches().stream().map(Dropouts::named).toList());
      case Highway h -> new Highway(off(h.transform()), off(h.gate()), h.gateBias());
      case WithHeads w ->
          new WithHeads(
              chain(w.trunk()),
              w.heads().stream()
                  .map(h -> new Head(h.name(), h.after(), off(h.layer()), h.weight()))
                  .toList(),
              off(w.classifier()));
      default -> layer;
    };
  }

  private static Chain chain(Chain chain) {
    return new Chain(chain.layers().stream().map(Dropouts::named).toList());
  }

  private static Named named(Named named) {
    return new Named(named.name(), off(named.layer()));
  }
}
