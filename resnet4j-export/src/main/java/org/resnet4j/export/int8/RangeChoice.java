package org.resnet4j.export.int8;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Predictor;
import org.resnet4j.export.BatchNormFolding;
import org.resnet4j.export.ExportException;
import org.resnet4j.export.evaluate.GraphPredictor;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.Network;

/**
 * The ranges of a network's values, by the rule under which its logits in 8 bits are nearest to
 * those in floats.
 *
 * @param rule the rule that was taken
 * @param ranges by the path of the node
 * @param errors of the rules that were tried: the root of the logits' mean squared difference,
 *     relative to that of the logits themselves
 */
public record RangeChoice(
    RangeRule rule, Map<String, ValueRange> ranges, Map<RangeRule, Double> errors) {
  /** On so many images each rule is tried. */
  private static final int TRIED = 64;

  /**
   * Observes a network on images and chooses.
   *
   * @param network batch norms and all
   * @param input (C, H, W)
   * @param engine computes the network
   * @param images as the network takes them, in small batches
   * @param wish the rule, if it is not to be chosen
   * @throws ExportException if the network has no convolution or linear layer, or a value is not
   *     finite
   */
  public static RangeChoice of(
      Network network, Shape input, Engine engine, List<Batch> images, Optional<RangeRule> wish) {
    return of(network, input, engine, images, wish, GraphPredictor::new);
  }

  /**
   * The same, the rules tried by a runtime.
   *
   * @param trial opens a quantised graph
   */
  public static RangeChoice of(
      Network network,
      Shape input,
      Engine engine,
      List<Batch> images,
      Optional<RangeRule> wish,
      Function<OnnxModel, Predictor> trial) {
    var folded = BatchNormFolding.fold(network);
    var floats = OnnxExporter.export("network", folded, input, OnnxOptions.DEFAULTS);
    if (floats.nodes().stream().noneMatch(node -> IntegerPlan.weighted(node.operator()))) {
      throw new ExportException(
          "the network has no convolution and no linear layer, so there is nothing to put into 8"
              + " bits");
    }
    try (var predictor = engine.prediction(folded)) {
      var seen = Calibration.observe(predictor, nodes(folded, input, floats), images);
      var errors = new EnumMap<RangeRule, Double>(RangeRule.class);
      for (var rule : wish.map(List::of).orElse(List.of(RangeRule.values()))) {
        var integers = Quantiser.quantise(floats, seen.ranges(rule)).model();
        try (var tried = trial.apply(integers)) {
          errors.put(rule, error(tried, predictor, images));
        }
      }
      var best =
          errors.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
      return new RangeChoice(best, seen.ranges(best), Map.copyOf(errors));
    }
  }

  /**
   * The network in 8 bits: a graph of normalised floats that gives logits.
   *
   * @param name of the graph
   * @param network the one that was observed
   * @param input (C, H, W)
   */
  public OnnxModel graph(String name, Network network, Shape input) {
    var options = OnnxOptions.DEFAULTS.withFoldedBatchNorm();
    return Quantiser.quantise(OnnxExporter.export(name, network, input, options), ranges).model();
  }

  /** The nodes of the tree that are values of the graph. */
  private static Set<String> nodes(Network network, Shape input, OnnxModel graph) {
    var values = graph.nodes().stream().map(node -> node.output()).collect(Collectors.toSet());
    var nodes = new HashSet<>(Set.of("input"));
    for (var node : Shapes.trace(network.layer(), input)) {
      if (!node.trainingOnly() && values.contains(node.path())) {
        nodes.add(node.path());
      }
    }
    return nodes;
  }

  private static double error(Predictor integers, Predictor floats, List<Batch> images) {
    double difference = 0;
    double whole = 0;
    int seen = 0;
    for (var batch : images) {
      var s = batch.shape();
      var expected =
          floats.logits(batch.images(), batch.size(), s.channels(), s.height(), s.width());
      var actual =
          integers.logits(batch.images(), batch.size(), s.channels(), s.height(), s.width());
      for (int i = 0; i < expected.length; i++) {
        difference += Math.pow((double) actual[i] - expected[i], 2);
        whole += Math.pow(expected[i], 2);
      }
      seen += batch.size();
      if (seen >= TRIED) {
        break;
      }
    }
    return Math.sqrt(difference / Math.max(whole, Double.MIN_NORMAL));
  }
}
