package org.resnet4j.vector.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is done, in order: the forward pass and, in training, the loss and the backward pass.
 *
 * @param values the graph's and behind them the gradients
 * @param gradients the gradient of a value, where there is one
 * @param kept values that are read after the last step: logits and what probes look at
 */
public record Program(
    Graph graph,
    List<Value> values,
    List<Step> steps,
    Map<Integer, Integer> gradients,
    Set<Integer> kept) {

  public Value value(int id) {
    return values.get(id);
  }
}
