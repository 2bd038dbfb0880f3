package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.engine.EngineException;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.export.onnx.OnnxType;
import org.resnet4j.int8.plan.Step.Floats;
import org.resnet4j.int8.plan.Step.Quantise;
import org.resnet4j.int8.plan.Step.ReadBack;
import org.resnet4j.model.Shape;

/**
 * Reads a quantised graph as integer steps: what stands between bytes and bytes becomes one of
 * them; what no step is for is computed in floats by the standard's definition.
 */
public final class Planner {
  private final OnnxModel model;
  private final GraphIndex graph;
  private final Map<String, List<Integer>> sizes;
  private final IntegerSteps integerSteps;
  private final Map<String, ByteMap> maps = new HashMap<>();
  private final Set<String> floats = new HashSet<>();
  private final Set<OnnxNode> done = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();

  private Planner(OnnxModel model) {
    this.model = model;
    graph = new GraphIndex(model);
    sizes = GraphShapes.of(model, graph);
    integerSteps = new IntegerSteps(graph, model.input().name(), maps);
    floats.add(model.input().name());
  }

  /**
   * The plan of a graph of floats in and out, batch first.
   *
   * @throws EngineException if it takes bytes, or holds something that no step is for
   */
  public static Plan plan(OnnxModel model) {
    if (model.input().type() != OnnxType.FLOAT || model.input().sizes().size() != 3) {
      throw new EngineException(
          "the graph takes %s of %s; it must take normalised floats (C, H, W)"
              .formatted(model.input().type(), model.input().sizes()));
    }
    return new Planner(EarlyRounding.of(model)).plan();
  }

  private Plan plan() {
    for (var node : model.nodes()) {
      if (!done.contains(node) && !node.operator().equals(GraphIndex.DEQUANTIZE)) {
        add(node);
      }
    }
    var in = model.input().sizes();
    var output = result();
    var all = ResidualFusion.fuse(steps);
    return new Plan(
        model.input().name(),
        Shape.of(in.get(0), in.get(1), in.get(2)),
        all,
        output,
        model.output().sizes().stream().reduce(1, Math::multiplyExact));
  }

  /** The graph's last node often only gives the logits their name. */
  private String result() {
    var last = steps.getLast();
    if (last instanceof Floats step && step.node().operator().equals("Identity")) {
      steps.removeLast();
      return step.node().inputs().getFirst();
    }
    return model.output().name();
  }

  private void add(OnnxNode node) {
    var ending = Ending.of(graph, node);
    var step =
        ending
            .flatMap(end -> integerSteps.ending(node, end, output(end.quantise())))
            .or(() -> integerSteps.linear(node));
    if (step.isEmpty()) {
      inFloats(node);
      return;
    }
    steps.add(step.get());
    var written = step.get().writes();
    written.ifPresent(
        map -> {
          maps.put(map.name(), map);
          done.addAll(ending.orElseThrow().nodes());
        });
    if (written.isEmpty()) {
      floats.add(node.output());
    }
  }

  /** The map of bytes that a node quantises to; of a vector, its place is the channel. */
  private ByteMap output(OnnxNode quantise) {
    var shape = sizes.get(quantise.inputs().getFirst());
    boolean image = shape.size() == 3;
    return new ByteMap(
        quantise.output(),
        shape.get(0),
        image ? shape.get(1) : 1,
        image ? shape.get(2) : 1,
        graph.scale(quantise));
  }

  private void inFloats(OnnxNode node) {
    var constants = new HashMap<String, OnnxTensor>();
    for (var input : node.inputs()) {
      constant(input).ifPresentOrElse(tensor -> constants.put(input, tensor), () -> read(input));
    }
    if (node.operator().equals(GraphIndex.QUANTIZE)) {
      var map = output(node);
      steps.add(new Quantise(node.name(), node.inputs().getFirst(), map));
      maps.put(map.name(), map);
    } else {
      steps.add(new Floats(node, constants));
      floats.add(node.output());
    }
  }

  /** A constant, read back from integers if it is held so. */
  private Optional<OnnxTensor> constant(String name) {
    return graph
        .constant(name)
        .or(() -> graph.integers(name).map(held -> ConstantReading.of(graph, name, held)));
  }

  /** Sees to it that a value is there as floats. */
  private void read(String value) {
    if (!floats.add(value)) {
      return;
    }
    var map = graph.readBack(value).map(node -> maps.get(node.inputs().getFirst()));
    if (map.isEmpty()) {
      throw new EngineException("the graph uses '%s' before it is there".formatted(value));
    }
    steps.add(new ReadBack(value, map.get(), sizes.get(value), value));
  }
}
