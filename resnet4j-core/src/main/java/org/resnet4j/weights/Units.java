package org.resnet4j.weights;

import java.util.List;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.PartialConv2d;
import org.resnet4j.model.Layer.Subsampling;

/**
 * Units of a layer that are initialised alike.
 *
 * @param fanIn how many inputs one unit sums
 * @param fanOut out · k · k, how many outputs one input feeds
 * @param weights how many weights they have together
 * @param biases how many biases, 0 if none
 */
record Units(int fanIn, int fanOut, int weights, int biases) {

  /** The units of a layer in the order of its weights; none if it draws nothing. */
  static List<Units> of(Layer layer) {
    return switch (layer) {
      case Conv2d c -> {
        int area = c.kernel() * c.kernel();
        int fanIn = c.in() / c.groups() * area;
        int biases = c.bias() ? c.out() : 0;
        yield List.of(new Units(fanIn, c.out() * area, c.out() * fanIn, biases));
      }
      case Linear l ->
          List.of(new Units(l.in(), l.out(), l.in() * l.out(), l.bias() ? l.out() : 0));
      case PartialConv2d c -> {
        int area = c.kernel() * c.kernel();
        yield c.connections().stream()
            .map(maps -> maps.size() * area)
            .map(fanIn -> new Units(fanIn, c.out() * area, fanIn, 1))
            .toList();
      }
      // a unit sums a window of 2 x 2
      case Subsampling s -> List.of(new Units(4, 1, s.channels(), s.channels()));
      default -> List.of();
    };
  }
}
