package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Third pass: the order of the backward pass. Every gradient is written once: where two come
 * together a new one is their sum, so that lifetimes alone say what may share memory.
 */
public final class Backward {
  private final Graph graph;
  private final Predicate<Op> trained;
  private final Set<Integer> wanted;
  private final List<Value> values;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, Integer> gradients = new HashMap<>();

  /** How many values own a gradient: a sum hands its own on to what it adds. */
  private final Map<Integer, Integer> owners = new HashMap<>();

  private Backward(Graph graph, Predicate<Op> trained, Set<Integer> wanted) {
    this.graph = graph;
    this.trained = trained;
    this.wanted = wanted;
    values = new ArrayList<>(graph.values());
  }

  /** The forward pass alone. */
  public static Program forward(Graph graph, Set<Integer> kept) {
    var steps = new ArrayList<Step>();
    steps.add(new Step.Input(Graph.INPUT));
    graph.ops().forEach(op -> steps.add(new Step.Forward(op)));
    var all = new HashSet<>(kept);
    all.add(graph.goals().getFirst().logits());
    return new Program(
        graph, graph.values(), List.copyOf(steps), Map.of(), Set.copyOf(all), Map.of());
  }

  /**
   * Forward, loss and backward.
   *
   * @param trained which operations have weights that are trained
   * @param wanted values that are kept with their gradients, for probes
   */
  public static Program training(Graph graph, Predicate<Op> trained, Set<Integer> wanted) {
    var pass = new Backward(graph, trained, wanted);
    var forward = forward(graph, wanted);
    pass.steps.addAll(forward.steps());
    pass.reverse();
    var kept = new HashSet<>(forward.kept());
    wanted.stream().map(pass.gradients::get).filter(g -> g != null).forEach(kept::add);
    return new Program(
        graph,
        List.copyOf(pass.values),
        List.copyOf(pass.steps),
        Map.copyOf(pass.gradients),
        Set.copyOf(kept),
        Map.of());
  }

  private void reverse() {
    var needed = needed();
    for (var goal : graph.goals()) {
      int gradient = like(goal.logits());
      steps.add(new Step.Loss(goal, gradient));
      give(goal.logits(), gradient);
    }
    for (var op : graph.ops().reversed()) {
      var gradient = gradients.get(op.output());
      if (gradient != null && needed.contains(op.output())) {
        reverse(op, rectified(op, gradient), needed);
      }
    }
  }

  /** The values whose gradients lead to something trained or probed. */
  private Set<Integer> needed() {
    var needed = new HashSet<>(wanted);
    for (var op : graph.ops()) {
      if (trained.test(op) || op.inputs().stream().anyMatch(needed::contains)) {
        needed.add(op.output());
      }
    }
    return needed;
  }

  private void reverse(Op op, int gradient, Set<Integer> needed) {
    switch (op) {
      case Op.Add add -> {
        int masked = add.relu() ? like(gradient) : gradient;
        if (add.relu()) {
          step(op, gradient, List.of(masked));
        }
        giveIfNeeded(add.a(), masked, needed);
        giveIfNeeded(add.b(), masked, needed);
      }
      case Op.Normalise norm -> {
        int masked = norm.relu() && !gathered(norm, gradient) ? like(gradient) : gradient;
        int into = into(norm.input(), needed);
        step(op, gradient, List.of(into, masked));
        giveIfNeeded(norm.input(), into, needed);
        norm.addend().ifPresent(addend -> giveIfNeeded(addend, masked, needed));
      }
      case Op.Convolve conv when gradients.containsKey(conv.input()) -> {
        int into = into(conv.input(), needed);
        var addend = OptionalInt.of(gradients.get(conv.input()));
        steps.add(new Step.Backward(op, gradient, List.of(into), addend, Optional.empty()));
        own(conv.input(), into);
      }
      case Op.Gate gate -> {
        // all three, needed or not: they are made together
        var into = op.inputs().stream().map(this::like).toList();
        step(op, gradient, into);
        giveAll(op.inputs(), into, needed);
      }
      default -> {
        var into = op.inputs().stream().map(input -> into(input, needed)).toList();
        step(op, gradient, into);
        giveAll(op.inputs(), into, needed);
      }
    }
  }

  /** The gradient in front of the ReLU that an operation does while it writes, if it does. */
  private int rectified(Op op, int gradient) {
    if (!(op instanceof Op.Rectifiable r) || !r.relu() || gathered(op, gradient)) {
      return gradient;
    }
    int masked = like(gradient);
    steps.add(new Step.Mask(op, gradient, masked));
    return masked;
  }

  /**
   * Lets the step that writes this gradient mask it and gather the sums of a batch norm, unless
   * another value owns it too.
   */
  private boolean gathered(Op front, int gradient) {
    if (owners.get(gradient) > 1) {
      return false;
    }
    for (int i = steps.size() - 1; i >= 0 && !wanted.contains(front.output()); i--) {
      if (steps.get(i) instanceof Step.Backward step && step.into().contains(gradient)) {
        boolean can = masks(step.op(), front);
        if (can) {
          steps.set(i, step.with(front));
        }
        return can;
      }
    }
    return false;
  }

  /** Whether an operation can mask the gradient that it writes for the one in front of it. */
  private static boolean masks(Op op, Op front) {
    return switch (op) {
      case Op.Convolve c -> true;
      case Op.Product p -> front instanceof Op.Rectifiable;
      case Op.Maximum m -> front instanceof Op.Rectifiable;
      case Op.Gate g -> front instanceof Op.Rectifiable && g.h() == front.output();
      default -> false;
    };
  }

  private void step(Op op, int gradient, List<Integer> into) {
    steps.add(new Step.Backward(op, gradient, into, OptionalInt.empty(), Optional.empty()));
  }

  private int into(int input, Set<Integer> needed) {
    return needed.contains(input) ? like(input) : Step.NONE;
  }

  private void giveAll(List<Integer> inputs, List<Integer> into, Set<Integer> needed) {
    for (int i = 0; i < inputs.size(); i++) {
      giveIfNeeded(inputs.get(i), into.get(i), needed);
    }
  }

  private void giveIfNeeded(int value, int gradient, Set<Integer> needed) {
    if (needed.contains(value)) {
      give(value, gradient);
    }
  }

  private void give(int value, int gradient) {
    var before = gradients.get(value);
    if (before == null) {
      own(value, gradient);
    } else {
      int sum = like(value);
      steps.add(new Step.Sum(before, gradient, sum));
      own(value, sum);
    }
  }

  private void own(int value, int gradient) {
    gradients.put(value, gradient);
    owners.merge(gradient, 1, Integer::sum);
  }

  private int like(int other) {
    values.add(values.get(other).like(values.size()));
    return values.size() - 1;
  }
}
