package org.resnet4j.export.int8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;

/**
 * Which operations of a graph are computed in integers and which values are held as bytes: those
 * that such an operation takes or gives, as far as their ranges are known. A sum or a product that
 * goes into a ReLU only is held after it; the first convolution and the logits stay floats, and so
 * does the maximum of floats: it is the same before and after they are rounded, and runtimes take
 * it faster of floats where the convolution before gives them.
 */
final class IntegerPlan {
  /** These move numbers without changing them: what comes out has the code of what went in. */
  private static final Set<String> MOVING = Set.of("MaxPool", "Flatten", "Slice", "Pad");

  private static final Set<String> WITH_WEIGHTS = Set.of("Conv", "Gemm");
  private static final Set<String> WITHOUT =
      Set.of("Add", "GlobalAveragePool", "AveragePool", "Concat");

  private final Map<String, List<OnnxNode>> consumers = new HashMap<>();
  private final Map<String, OnnxNode> producers = new HashMap<>();
  private final Set<String> constants = new HashSet<>();
  private final Map<String, ValueRange> ranges;
  private final Set<OnnxNode> integer = new HashSet<>();
  private final OnnxModel model;

  /**
   * @param ranges of values; those of moved and concatenated ones follow from what they are made of
   */
  IntegerPlan(OnnxModel model, Map<String, ValueRange> ranges) {
    this.model = model;
    this.ranges = new HashMap<>(ranges);
    model.constants().forEach(constant -> constants.add(constant.name()));
    for (var node : model.nodes()) {
      producers.put(node.output(), node);
      node.inputs().forEach(x -> consumers.computeIfAbsent(x, none -> new ArrayList<>()).add(node));
    }
    for (var node : model.nodes()) {
      follow(node);
    }
    var first = first(model);
    for (var node : model.nodes()) {
      if (!first.equals(Optional.of(node)) && isInteger(node)) {
        integer.add(node);
      }
    }
  }

  /** The convolution of the images themselves, where it is not the only one. */
  static Optional<OnnxNode> first(OnnxModel model) {
    var weighted = model.nodes().stream().filter(node -> weighted(node.operator())).toList();
    return weighted.size() > 1 && weighted.getFirst().operator().equals("Conv")
        ? Optional.of(weighted.getFirst())
        : Optional.empty();
  }

  private void follow(OnnxNode node) {
    var x = node.inputs().getFirst();
    if (MOVING.contains(node.operator())) {
      ranges.remove(node.output());
      if (ranges.containsKey(x)) {
        ranges.put(node.output(), ranges.get(x));
      }
    } else if (node.operator().equals("Concat")) {
      node.inputs().stream()
          .map(part -> Optional.ofNullable(ranges.get(part)))
          .reduce((a, b) -> a.flatMap(one -> b.map(one::union)))
          .flatMap(whole -> whole)
          .ifPresent(range -> ranges.put(node.output(), range));
    }
  }

  private boolean isInteger(OnnxNode node) {
    boolean known =
        node.inputs().stream().allMatch(x -> constants.contains(x) || ranges.containsKey(x));
    if (MOVING.contains(node.operator())) {
      return known && heldAnyway(node.inputs().getFirst());
    }
    if (WITH_WEIGHTS.contains(node.operator())) {
      boolean weighted = node.inputs().stream().skip(1).allMatch(constants::contains);
      return known && weighted && (node.operator().equals("Gemm") || after(node).isPresent());
    }
    boolean values = node.inputs().stream().noneMatch(constants::contains);
    return WITHOUT.contains(node.operator()) && known && values && after(node).isPresent();
  }

  /** Whether a value would be held as bytes without those who only move it. */
  private boolean heldAnyway(String value) {
    return givenByInteger(value)
        || consumers.get(value).stream()
            .anyMatch(node -> !MOVING.contains(node.operator()) && isInteger(node));
  }

  /** The value that is held of an operation's result: itself, or what a ReLU makes of it. */
  private Optional<String> after(OnnxNode node) {
    var value = relu(node.output()).map(OnnxNode::output).orElse(node.output());
    return Optional.of(value).filter(ranges::containsKey);
  }

  /** The ReLU that is the only one to take this value. */
  private Optional<OnnxNode> relu(String value) {
    var takers = consumers.getOrDefault(value, List.of());
    return takers.size() == 1 && takers.getFirst().operator().equals("Relu")
        ? Optional.of(takers.getFirst())
        : Optional.empty();
  }

  /** Whether the operation is computed in integers. */
  boolean integer(OnnxNode node) {
    return integer.contains(node);
  }

  /** How the value is held as bytes, if it is. */
  Optional<ByteCode> code(String value) {
    boolean wanted =
        consumers.getOrDefault(value, List.of()).stream().anyMatch(integer::contains)
            || givenByInteger(value);
    return wanted && ranges.containsKey(value) && !constants.contains(value)
        ? Optional.of(ByteCode.of(ranges.get(value)))
        : Optional.empty();
  }

  /** Products of matrices may end in floats, others of these operations in bytes only. */
  private boolean givenByInteger(String value) {
    var producer = producers.get(value);
    if (producer != null && producer.operator().equals("Relu")) {
      var before = producers.get(producer.inputs().getFirst());
      return before != null
          && relu(before.output()).isPresent()
          && integer.contains(before)
          && !before.operator().equals("Gemm");
    }
    return producer != null
        && integer.contains(producer)
        && !producer.operator().equals("Gemm")
        && relu(value).isEmpty();
  }

  /** Whether it is an operation with weights: a convolution or a linear layer. */
  static boolean weighted(String operator) {
    return WITH_WEIGHTS.contains(operator);
  }

  /** How many operations with weights there are, and how many of them are computed in integers. */
  int weighted(boolean integersOnly) {
    return (int)
        model.nodes().stream()
            .filter(node -> WITH_WEIGHTS.contains(node.operator()))
            .filter(node -> !integersOnly || integer(node))
            .count();
  }
}
