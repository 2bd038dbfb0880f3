package org.resnet4j.vector.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is done, in order: the forward pass and, in training, the loss and the backward pass.
 *
 * @param values the graph's and behind them the gradients
 * @param gradients the gradient of a value, where there is one
 * @param kept values that are read after the last step: logits and what probes look at
 * @param deferred values that take no memory: whoever reads them makes them
 */
public record Program(
    Graph graph,
    List<Value> values,
    List<Step> steps,
    Map<Integer, Integer> gradients,
    Set<Integer> kept,
    Map<Integer, Deferred> deferred) {

  public Value value(int id) {
    return values.get(id);
  }

  Program with(Map<Integer, Deferred> values) {
    return new Program(graph, this.values, steps, gradients, kept, Map.copyOf(values));
  }

  /** The values in memory that a step reads. */
  public List<Integer> reads(Step step) {
    return step.reads().stream().flatMap(this::sources).toList();
  }

  private Stream<Integer> sources(int value) {
    var behind = deferred.get(value);
    return behind == null ? Stream.of(value) : behind.sources().stream();
  }

  /** The values in memory that a step writes. */
  public List<Integer> writes(Step step) {
    return step.writes().stream().filter(value -> !deferred.containsKey(value)).toList();
  }
}
