package org.resnet4j.classify;

import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;

/**
 * Where a network's features are: what its last layer with weights of its own, or its last codes of
 * classes, takes. Of a ResNet that is {@code flatten}, the mean over each map.
 */
final class Features {
  private Features() {}

  /** The path of the node whose output goes into the last layer; {@code input} if there is none. */
  static String node(Layer layer, Shape input) {
    var nodes = Shapes.trace(layer, input).stream().filter(node -> !node.trainingOnly()).toList();
    int last = nodes.size() - 1;
    while (last > 0 && !makesLogits(nodes.get(last).layer())) {
      last--;
    }
    return last > 0 ? nodes.get(last - 1).path() : "input";
  }

  private static boolean makesLogits(Layer layer) {
    return layer instanceof Layer.Linear
        || layer instanceof Layer.RadialBasis
        || layer instanceof Layer.Conv2d;
  }
}
