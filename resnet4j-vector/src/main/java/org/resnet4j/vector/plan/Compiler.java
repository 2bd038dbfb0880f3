package org.resnet4j.vector.plan;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.resnet4j.engine.EngineException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;

/** The passes one after another: from the tree to a program. */
public final class Compiler {
  private Compiler() {}

  /**
   * @param trained which operations have weights that are trained
   * @param nodes what is read afterwards, by path
   */
  public static Program compile(
      Layer layer, Shape input, Mode mode, Predicate<Op> trained, Set<String> nodes) {
    var lowered = Lowering.lower(layer, input, mode == Mode.TRAINING);
    var kept = nodes.stream().map(node -> node(lowered, node)).collect(Collectors.toSet());
    var fused = FirstLayer.asPlanes(Fusion.fuse(lowered, kept), kept);
    return mode == Mode.PREDICTION
        ? Backward.forward(Folding.fold(fused, kept), kept)
        : Deferral.defer(Backward.training(fused, trained, kept));
  }

  /** The value of a node. */
  public static int node(Graph graph, String node) {
    var value = graph.nodes().get(node);
    if (value == null) {
      throw new EngineException(
          "the network has no node '%s'; there are: %s"
              .formatted(node, String.join(" ", new TreeSet<>(graph.nodes().keySet()))));
    }
    return value;
  }
}
