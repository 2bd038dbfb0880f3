package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.WithHeads;
import org.resnet4j.model.Parameters;
import org.resnet4j.weights.Leaves.Leaf;

/** Which layers of a network make its logits, and so depend on the number of classes. */
final class Classifiers {
  private Classifiers() {}

  /** The paths of the last layer with weights, of the network and of each side head. */
  static List<String> of(Layer layer) {
    var paths = new ArrayList<String>();
    addLast("", layer, paths);
    if (layer instanceof WithHeads network) {
      network.heads().forEach(head -> addLast(head.name(), head.layer(), paths));
    }
    return paths;
  }

  private static void addLast(String path, Layer layer, List<String> paths) {
    var drawn =
        Leaves.inRegistrationOrder(layer).stream()
            .filter(leaf -> !Units.of(leaf.layer()).isEmpty())
            .map(Leaf::path)
            .toList();
    if (!drawn.isEmpty()) {
      paths.add(Parameters.path(path, drawn.get(drawn.size() - 1)));
    }
  }
}
