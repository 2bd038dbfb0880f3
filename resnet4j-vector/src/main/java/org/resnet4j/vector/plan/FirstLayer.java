package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.memory.Lanes;

/**
 * Where the first convolutions can read the batch as it comes, the input is not brought into blocks
 * of channels, of which three would be real; where linear layers read it, it is their rows already.
 */
final class FirstLayer {
  private final Graph graph;
  private final Set<Integer> kept;

  private FirstLayer(Graph graph, Set<Integer> kept) {
    this.graph = graph;
    this.kept = kept;
  }

  static Graph asPlanes(Graph graph, Set<Integer> kept) {
    return new FirstLayer(graph, kept).asPlanes();
  }

  private Graph asPlanes() {
    var readers = readers(Graph.INPUT);
    if (kept.contains(Graph.INPUT) || !readers.stream().allMatch(this::readsPlanes)) {
      return graph;
    }
    List<Value> values = new ArrayList<>(graph.values());
    values.set(Graph.INPUT, values.get(Graph.INPUT).asPlanes());
    for (var op : readers) {
      if (op instanceof Op.Flat flat) {
        values.set(flat.output(), values.get(flat.output()).asPlanes());
      }
    }
    return new Graph(graph.ops(), List.copyOf(values), graph.nodes(), graph.goals());
  }

  private List<Op> readers(int value) {
    return graph.ops().stream().filter(op -> op.inputs().contains(value)).toList();
  }

  private boolean readsPlanes(Op op) {
    return switch (op) {
      case Op.Convolve conv ->
          Convolutions.choose(Shapes.of(conv, graph.value(conv.input()).layout(1)))
              == Algorithm.STEM;
      case Op.Flat flat ->
          graph.value(flat.output()).channels() % Lanes.LANES == 0
              && !kept.contains(flat.output())
              && readers(flat.output()).stream().allMatch(Op.Product.class::isInstance);
      default -> false;
    };
  }
}
