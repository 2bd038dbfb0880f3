package org.resnet4j.model;

import java.util.List;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Shapes.Node;

/**
 * The cost interpreter: trained weights and multiply-adds of every layer, which Table 1 of He et
 * al. 2015 calls FLOPs. Multiply-adds count convolutions and linear layers for one image, without
 * biases; auxiliary heads exist in training only and do not count.
 *
 * @param parameters trained numbers, heads included
 * @param multiplyAdds of one forward pass in evaluation
 * @param rows one for each leaf of the tree, in the order in which they are computed
 */
public record Cost(long parameters, long multiplyAdds, List<Row> rows) {

  /**
   * One layer's cost.
   *
   * @param node the layer with its path and shapes
   * @param parameters its trained numbers
   * @param multiplyAdds of one image; for a layer in an auxiliary head what it costs in training
   */
  public record Row(Node node, long parameters, long multiplyAdds) {}

  /** Copies the rows. */
  public Cost {
    rows = List.copyOf(rows);
  }

  /**
   * The cost of a network on one input.
   *
   * @param layer the network
   * @param input (C, H, W), or (F) for a vector of features
   * @return its trained numbers and multiply-adds, in all and layer by layer
   * @throws ShapeException if the network does not accept this input
   */
  public static Cost of(Layer layer, Shape input) {
    var rows =
        Shapes.trace(layer, input).stream()
            .filter(node -> !(node.layer() instanceof Combinator))
            .map(node -> new Row(node, Parameters.count(node.layer()), multiplyAdds(node)))
            .toList();
    return new Cost(
        rows.stream().mapToLong(Row::parameters).sum(),
        rows.stream().filter(row -> !row.node().trainingOnly()).mapToLong(Row::multiplyAdds).sum(),
        rows);
  }

  private static long multiplyAdds(Node node) {
    return switch (node.layer()) {
      case Conv2d c -> node.out().elements() * (c.in() / c.groups()) * c.kernel() * c.kernel();
      case PartialConv2d c ->
          (long) c.kernels() * c.kernel() * c.kernel() * node.out().height() * node.out().width();
      case Linear l -> (long) l.in() * l.out();
      case BatchNorm2d b -> 0;
      case Subsampling u -> 0;
      case RadialBasis r -> 0;
      case Activation a -> 0;
      case MaxPool2d p -> 0;
      case AvgPool2d p -> 0;
      case AdaptiveAvgPool2d p -> 0;
      case LocalResponseNorm n -> 0;
      case Dropout d -> 0;
      case Flatten f -> 0;
      case Identity i -> 0;
      case PaddedIdentity p -> 0;
      case Combinator c -> 0;
    };
  }
}
