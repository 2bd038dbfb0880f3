package org.resnet4j.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Initialisation.Draw;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.RadialBasis;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.RadialCodes;
import org.resnet4j.weights.Leaves.Leaf;

/**
 * The initialise interpreter: a network's initial weights from a seed, draw for draw as torchvision
 * draws them. First every layer's constructor draws PyTorch's default, in order of construction;
 * then the family's own initialisation redraws the arrays that it names, in order of registration.
 */
public final class Initialiser {
  private final Map<String, NdArray> arrays = new LinkedHashMap<>();
  private final Initialisation initialisation;
  private final Mt19937 random;

  private Initialiser(Layer layer, Initialisation initialisation, Mt19937 random) {
    this.initialisation = initialisation;
    this.random = random;
    Parameters.of(layer).forEach(p -> arrays.put(p.key(), NdArray.zeros(p.shape())));
  }

  /**
   * The weights that {@code torch.manual_seed(seed)} and torchvision's constructor would give.
   *
   * @param architecture the network and the distributions of its weights
   * @param seed of PyTorch's CPU generator, MT19937
   * @return new arrays in order of registration
   */
  public static Weights draw(Architecture architecture, long seed) {
    return draw(architecture.layer(), architecture.initialisation(), seed);
  }

  /**
   * The weights of a network that is not in the zoo.
   *
   * @param layer the network
   * @param initialisation the distributions of its weights
   * @param seed of PyTorch's CPU generator, MT19937
   * @return new arrays in order of registration
   * @throws IllegalArgumentException if two layers are of one name
   */
  public static Weights draw(Layer layer, Initialisation initialisation, long seed) {
    return draw(layer, initialisation, new Mt19937(seed));
  }

  /**
   * Draws from a shared generator and leaves it in the state in which PyTorch's would be.
   *
   * @param layer the network
   * @param initialisation the distributions of its weights
   * @param random the generator; the caller's thread alone may use it meanwhile
   * @return new arrays in order of registration
   * @throws IllegalArgumentException if two layers are of one name
   */
  public static Weights draw(Layer layer, Initialisation initialisation, Mt19937 random) {
    var initialiser = new Initialiser(layer, initialisation, random);
    Leaves.inConstructionOrder(layer).forEach(initialiser::construct);
    Leaves.inRegistrationOrder(layer).forEach(initialiser::drawAnew);
    return new Weights(initialiser.arrays);
  }

  private void construct(Leaf leaf) {
    if (leaf.layer() instanceof BatchNorm2d) {
      Arrays.fill(values(leaf, "weight"), 1);
      Arrays.fill(values(leaf, "running_var"), 1);
    }
    if (leaf.layer() instanceof RadialBasis output) {
      float[] codes = RadialCodes.of(output.classes(), output.in());
      System.arraycopy(codes, 0, values(leaf, "codes"), 0, codes.length);
    }
    var units = Units.of(leaf.layer());
    if (drawOf(leaf) instanceof Draw.Default byDefault) {
      drawWeights(leaf, units, byDefault);
    } else {
      random.skip(units.stream().mapToLong(Units::weights).sum());
    }
    drawBiases(leaf, units, new Draw.Default());
  }

  private void drawAnew(Leaf leaf) {
    var units = Units.of(leaf.layer());
    var draw = drawOf(leaf);
    if (!(draw instanceof Draw.Default)) {
      drawWeights(leaf, units, draw);
      if (draw instanceof Draw.UniformByFanIn) {
        drawBiases(leaf, units, draw);
      } else if (initialisation.zeroBias() && hasBias(units)) {
        Arrays.fill(values(leaf, "bias"), 0);
      }
    }
    if (leaf.gateBias().isPresent() && hasBias(units)) {
      Arrays.fill(values(leaf, "bias"), (float) leaf.gateBias().getAsDouble());
    }
  }

  private Draw drawOf(Leaf leaf) {
    return leaf.layer() instanceof Linear
        ? initialisation.linearWeight()
        : initialisation.convWeight();
  }

  private void drawWeights(Leaf leaf, List<Units> units, Draw draw) {
    int begin = 0;
    for (var alike : units) {
      int end = begin + alike.weights();
      InitialDraws.weights(draw, alike, random, values(leaf, "weight"), begin, end);
      begin = end;
    }
  }

  private void drawBiases(Leaf leaf, List<Units> units, Draw draw) {
    int begin = 0;
    for (var alike : units) {
      int end = begin + alike.biases();
      if (end > begin) {
        float bound = (float) InitialDraws.biasBound(draw, alike);
        random.fillUniform(values(leaf, "bias"), begin, end, -bound, bound);
      }
      begin = end;
    }
  }

  private static boolean hasBias(List<Units> units) {
    return units.stream().anyMatch(alike -> alike.biases() > 0);
  }

  private float[] values(Leaf leaf, String name) {
    String key = Parameters.path(leaf.path(), name);
    var array = arrays.get(key);
    if (array == null) {
      throw new IllegalStateException("no array is named " + key);
    }
    return array.data();
  }
}
