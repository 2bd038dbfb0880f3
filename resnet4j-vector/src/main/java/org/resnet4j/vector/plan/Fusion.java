package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.resnet4j.model.Layer.Activation.Function;

/**
 * Second pass: a residual sum and a ReLU join the batch norm (or the sum) in front of them, so that
 * each makes one pass over memory less: y = relu(bn(x) + r). A ReLU behind a convolution or a
 * linear layer is done while that writes. What a probe looks at stays.
 */
public final class Fusion {
  private final Map<Integer, Integer> readers;
  private final Set<Integer> kept;
  private final Map<Integer, Op> producers = new HashMap<>();
  private final List<Op> ops = new ArrayList<>();

  private Fusion(Graph graph, Set<Integer> kept) {
    readers = graph.readers();
    this.kept = kept;
  }

  /**
   * @param kept values that must be there by themselves
   */
  public static Graph fuse(Graph graph, Set<Integer> kept) {
    var fusion = new Fusion(graph, kept);
    graph.ops().forEach(op -> fusion.put(fusion.fused(op)));
    return new Graph(List.copyOf(fusion.ops), graph.values(), graph.nodes(), graph.goals());
  }

  private Op fused(Op op) {
    return switch (op) {
      case Op.Add add when plainNorm(add.a()) -> join(add, add.a(), add.b());
      case Op.Add add when plainNorm(add.b()) -> join(add, add.b(), add.a());
      case Op.Activate relu when relu.function() == Function.RELU && single(relu.input()) ->
          switch (producers.get(relu.input())) {
            case Op.Normalise n when !n.relu() -> {
              ops.remove(n);
              yield new Op.Normalise(
                  n.path(), n.layer(), n.input(), n.addend(), true, relu.output());
            }
            case Op.Add a when !a.relu() -> {
              ops.remove(a);
              yield new Op.Add(a.path(), a.a(), a.b(), true, relu.output());
            }
            case Op.Rectifiable r when !r.relu() -> {
              ops.remove(r);
              yield r.rectified(relu.output());
            }
            case null, default -> relu;
          };
      default -> op;
    };
  }

  private Op join(Op.Add add, int norm, int other) {
    var n = (Op.Normalise) producers.get(norm);
    ops.remove(n);
    return new Op.Normalise(
        n.path(), n.layer(), n.input(), OptionalInt.of(other), false, add.output());
  }

  private boolean plainNorm(int value) {
    return single(value)
        && producers.get(value) instanceof Op.Normalise n
        && !n.relu()
        && n.addend().isEmpty();
  }

  private boolean single(int value) {
    return readers.getOrDefault(value, 0) == 1 && !kept.contains(value);
  }

  private void put(Op op) {
    ops.add(op);
    producers.put(op.output(), op);
  }
}
