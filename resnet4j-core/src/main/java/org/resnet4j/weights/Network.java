package org.resnet4j.weights;

import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameters;

/**
 * A network: a tree (what it computes) and named arrays (the numbers it computes with). Two
 * networks are equal if trees and numbers are.
 *
 * @param layer the tree
 * @param weights an array of the right shape for every key of {@link Parameters#of}; shared, not
 *     copied; other arrays are allowed
 */
public record Network(Layer layer, Weights weights) {
  /**
   * Checks that the tree has its weights.
   *
   * @throws IllegalArgumentException if an array is missing or has another shape; the message names
   *     its key
   */
  public Network {
    for (var parameter : Parameters.of(layer)) {
      var array = weights.arrays().get(parameter.key());
      if (array == null) {
        throw new IllegalArgumentException(
            "the weights have no '%s' of shape (%s)".formatted(parameter.key(), parameter.shape()));
      }
      if (!array.shape().equals(parameter.shape())) {
        throw new IllegalArgumentException(
            "'%s' has shape (%s), the network needs (%s)"
                .formatted(parameter.key(), array.shape(), parameter.shape()));
      }
    }
  }

  /**
   * A fresh network: weights as torchvision draws them from this seed.
   *
   * @param architecture the network and the distributions of its weights
   * @param seed of PyTorch's CPU generator, MT19937
   * @return the network with new arrays
   */
  public static Network create(Architecture architecture, long seed) {
    return new Network(architecture.layer(), Initialiser.draw(architecture, seed));
  }
}
