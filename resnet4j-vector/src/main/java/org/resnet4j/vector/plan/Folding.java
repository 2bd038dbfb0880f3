package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For prediction, behind {@link Fusion}: a batch norm is folded into the weights of the convolution
 * in front of it, and what {@link Fusion} joined to it is done while the convolution writes.
 */
public final class Folding {
  private final Map<Integer, Integer> readers;
  private final Set<Integer> kept;
  private final Map<Integer, Op.Convolve> convolutions = new HashMap<>();
  private final List<Op> ops = new ArrayList<>();

  private Folding(Graph graph, Set<Integer> kept) {
    readers = graph.readers();
    this.kept = kept;
  }

  /**
   * @param kept values that must be there by themselves
   */
  public static Graph fold(Graph graph, Set<Integer> kept) {
    var folding = new Folding(graph, kept);
    graph.ops().forEach(op -> folding.put(folding.folded(op)));
    return new Graph(List.copyOf(folding.ops), graph.values(), graph.nodes(), graph.goals());
  }

  private Op folded(Op op) {
    return switch (op) {
      case Op.Normalise norm when open(norm.input()) ->
          join(
              norm.input(),
              new Op.Tail(Optional.of(norm), norm.addend(), norm.relu()),
              norm.output());
      default -> op;
    };
  }

  private Op join(int input, Op.Tail tail, int output) {
    var conv = convolutions.get(input);
    ops.remove(conv);
    return new Op.Convolve(conv.path(), conv.layer(), conv.input(), tail, output);
  }

  private boolean open(int value) {
    var conv = convolutions.get(value);
    return conv != null
        && conv.tail().equals(Op.Tail.NONE)
        && readers.getOrDefault(value, 0) == 1
        && !kept.contains(value);
  }

  private void put(Op op) {
    ops.add(op);
    if (op instanceof Op.Convolve conv) {
      convolutions.put(conv.output(), conv);
    }
  }
}
