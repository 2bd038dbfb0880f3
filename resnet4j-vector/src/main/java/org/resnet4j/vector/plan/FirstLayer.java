package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;

/**
 * Where the first convolutions can read the batch as it comes, the input is not brought into blocks
 * of channels, of which three would be real.
 */
final class FirstLayer {
  private FirstLayer() {}

  static Graph asPlanes(Graph graph, Set<Integer> kept) {
    boolean all =
        graph.ops().stream()
            .filter(op -> op.inputs().contains(Graph.INPUT))
            .allMatch(op -> readsPlanes(graph, op));
    if (!all || kept.contains(Graph.INPUT)) {
      return graph;
    }
    List<Value> values = new ArrayList<>(graph.values());
    values.set(Graph.INPUT, values.get(Graph.INPUT).asPlanes());
    return new Graph(graph.ops(), List.copyOf(values), graph.nodes(), graph.goals());
  }

  private static boolean readsPlanes(Graph graph, Op op) {
    return op instanceof Op.Convolve conv
        && Convolutions.choose(Shapes.of(conv, graph.value(conv.input()).layout(1)))
            == Algorithm.STEM;
  }
}
