package org.resnet4j.paper;

import java.util.List;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Initialisation.Draw;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Rewrite;

/**
 * What surrounds the convolutions of a network, and decides whether gradients reach its first
 * layer.
 *
 * @param id for file names
 * @param words for people
 * @param batchNorm whether every convolution is followed by batch norm
 */
record Condition(
    String id,
    String words,
    boolean batchNorm,
    Function activation,
    Initialisation initialisation) {

  private static final Initialisation XAVIER =
      new Initialisation(new Draw.XavierNormal(), new Draw.Default(), true);
  private static final Initialisation SMALL =
      new Initialisation(new Draw.Normal(0.01), new Draw.Default(), true);
  private static final Initialisation HE =
      new Initialisation(new Draw.KaimingNormalFanOut(), new Draw.Default(), true);

  /** The paper's own networks: batch norm, ReLU, He's initialisation. */
  static final Condition PAPER =
      new Condition("bn-he-relu", "batch norm, He, ReLU", true, Function.RELU, HE);

  /** From healthy to hopeless. */
  static final List<Condition> ALL =
      List.of(
          PAPER,
          new Condition("he-relu", "He, ReLU", false, Function.RELU, HE),
          new Condition("small-relu", "N(0, 0.01²), ReLU", false, Function.RELU, SMALL),
          new Condition(
              "bn-small-relu", "batch norm, N(0, 0.01²), ReLU", true, Function.RELU, SMALL),
          new Condition("xavier-tanh", "Xavier, tanh", false, Function.TANH, XAVIER),
          new Condition("xavier-sigmoid", "Xavier, sigmoid", false, Function.SIGMOID, XAVIER));

  /** This network under this condition. */
  Layer applied(Layer network) {
    var layer = batchNorm ? network : Rewrite.withoutBatchNorm(network);
    return Rewrite.withActivation(layer, activation);
  }
}
