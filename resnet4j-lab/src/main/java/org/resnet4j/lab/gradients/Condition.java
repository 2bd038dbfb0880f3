package org.resnet4j.lab.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Initialisation.Draw;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Activation;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Rewrite;

/**
 * A condition that decides whether gradients reach a network's first layer: batch norm or none, the
 * initialisation, the non-linearity.
 *
 * @param id for file names
 * @param words for people
 * @param batchNorm whether every convolution is followed by batch norm
 * @param behindSum whether the non-linearity also replaces the ReLU after a residual's sum; where
 *     it does not, it is not on the shortcuts' path
 */
public record Condition(
    String id,
    String words,
    boolean batchNorm,
    Start start,
    Function activation,
    boolean behindSum) {

  /** How weights are initialised. */
  enum Start {
    HE("He", new Draw.KaimingNormalFanOut()),
    XAVIER("Xavier", new Draw.XavierNormal()),
    SMALL("N(0, 0.01²)", new Draw.Normal(0.01));

    final String words;
    final Initialisation initialisation;

    Start(String words, Draw draw) {
      this.words = words;
      this.initialisation = new Initialisation(draw, new Draw.Default(), true);
    }
  }

  /** The non-linearities that are tried. */
  static final List<Function> FUNCTIONS = List.of(Function.RELU, Function.TANH, Function.SIGMOID);

  /** The paper's own networks: batch norm, He's initialisation, ReLU. */
  public static final Condition PAPER = of(true, Start.HE, Function.RELU);

  /** As the paper's, without batch norm. */
  static final Condition NO_NORM = of(false, Start.HE, Function.RELU);

  /** Badly initialised: every layer shrinks its input. */
  static final Condition SMALL = of(false, Start.SMALL, Function.RELU);

  /** The non-linearity whose slope never exceeds a quarter. */
  static final Condition SIGMOID = of(false, Start.XAVIER, Function.SIGMOID);

  /** The same with a sigmoid on the shortcuts' path too. */
  static final Condition SIGMOID_EVERYWHERE =
      new Condition(
          "xavier-sigmoid-behind-sum",
          "Xavier, sigmoid, also after the sum",
          false,
          Start.XAVIER,
          Function.SIGMOID,
          true);

  /** The conditions that are followed over time and drawn layer by layer. */
  static final List<Condition> WATCHED = List.of(PAPER, NO_NORM, SMALL, SIGMOID);

  /** With and without batch norm, three initialisations, three non-linearities: 18. */
  static final List<Condition> GRID = grid();

  private static List<Condition> grid() {
    var all = new ArrayList<Condition>();
    for (boolean norm : new boolean[] {true, false}) {
      for (var start : Start.values()) {
        FUNCTIONS.forEach(function -> all.add(of(norm, start, function)));
      }
    }
    return List.copyOf(all);
  }

  private static Condition of(boolean norm, Start start, Function function) {
    var name = function == Function.RELU ? "ReLU" : function.name().toLowerCase(Locale.ROOT);
    var id = (norm ? "bn-" : "") + start.name() + "-" + name;
    return new Condition(
        id.toLowerCase(Locale.ROOT),
        (norm ? "batch norm, " : "no norm, ") + start.words + ", " + name,
        norm,
        start,
        function,
        false);
  }

  /** This network under this condition. */
  Layer applied(Layer network) {
    var layer = batchNorm ? network : Rewrite.withoutBatchNorm(network);
    var changed = Rewrite.withActivation(layer, activation);
    return behindSum ? changed : Rewrite.map(changed, Condition::clearBehindSum);
  }

  /** relu(F(x) + x) keeps its ReLU, whatever is inside F. */
  private static Layer clearBehindSum(Layer layer) {
    if (!(layer instanceof Chain chain)) {
      return layer;
    }
    var layers = new ArrayList<>(chain.layers());
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i - 1).layer() instanceof Residual
          && layers.get(i).layer() instanceof Activation) {
        layers.set(i, new Named(layers.get(i).name(), new Activation(Function.RELU)));
      }
    }
    return new Chain(layers);
  }
}
