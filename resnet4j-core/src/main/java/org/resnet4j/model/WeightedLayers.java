package org.resnet4j.model;

import java.util.List;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Parameter.Role;

/** The layers that count as a network's depth: convolutions and linear layers. */
public final class WeightedLayers {
  private WeightedLayers() {}

  /**
   * Their paths, without those of shortcuts.
   *
   * @param network the network's tree
   * @return the paths, in the order of the weights
   */
  public static List<String> of(Layer network) {
    return Parameters.of(network).stream()
        .filter(WeightedLayers::weighs)
        .map(parameter -> parameter.key().substring(0, parameter.key().lastIndexOf('.')))
        .toList();
  }

  private static boolean weighs(Parameter parameter) {
    boolean weighted = parameter.owner() instanceof Conv2d || parameter.owner() instanceof Linear;
    return weighted && parameter.role() == Role.WEIGHT && !parameter.key().contains("downsample");
  }
}
