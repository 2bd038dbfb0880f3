package org.resnet4j.vector.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network lowered to operations on numbered values, in an order in which they can be done.
 *
 * @param values by their numbers; 0 is the input
 * @param nodes the value of each node that a probe may name
 * @param goals where the loss is taken: the logits first, then the auxiliary heads'
 */
public record Graph(
    List<Op> ops, List<Value> values, Map<String, Integer> nodes, List<Goal> goals) {

  /** Logits whose cross-entropy joins the loss with {@code weight}. */
  public record Goal(int logits, double weight) {}

  public static final int INPUT = 0;

  public Value value(int id) {
    return values.get(id);
  }

  /** How many operations and goals read each value. */
  Map<Integer, Integer> readers() {
    var readers = new HashMap<Integer, Integer>();
    for (var op : ops) {
      op.inputs().forEach(value -> readers.merge(value, 1, Integer::sum));
    }
    goals.forEach(goal -> readers.merge(goal.logits(), 1, Integer::sum));
    return readers;
  }
}
