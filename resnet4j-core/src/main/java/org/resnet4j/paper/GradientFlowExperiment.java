package org.resnet4j.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.resnet4j.analyze.BlockGain;
import org.resnet4j.analyze.GradientFlow;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Shape;
import org.resnet4j.train.Recipe;
import org.resnet4j.train.Recipes;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * Do gradients vanish? The gradient at every layer of plain and residual networks of growing depth,
 * under conditions from the paper's own (batch norm, He's initialisation, ReLU) to a sigmoid net
 * without batch norm, over the first steps of training (section 1 and section 4.1).
 */
public final class GradientFlowExperiment implements Experiment {
  private static final double LEARNING_RATE = 0.01;

  @Override
  public String name() {
    return "gradient-flow";
  }

  @Override
  public String about() {
    return "the gradient at every layer, plain and residual, with and without batch norm";
  }

  @Override
  public LabSettings defaults() {
    return new LabSettings("mnist", List.of(8, 20, 32, 56), 1, 20, 32, 1, 0);
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    var parts = new ArrayList<Part>();
    for (var condition : Condition.ALL) {
      for (int depth : settings.depths()) {
        for (var kind : List.of("plain", "resnet")) {
          var cost = Cost.of(Zoo.of(kind + depth).layer(), Shape.of(3, 28, 28));
          double passes = 3.0 * settings.batchSize() * settings.steps();
          parts.add(
              new Part(
                  id(kind, depth, condition),
                  cost.multiplyAdds() * passes,
                  bench -> measure(settings, kind + depth, condition, bench)));
        }
      }
    }
    return List.copyOf(parts);
  }

  /** The name of a part. */
  static String id(String kind, int depth, Condition condition) {
    return kind + depth + "." + condition.id();
  }

  private JsonNode measure(LabSettings settings, String model, Condition condition, Bench bench) {
    var recipe = recipe(settings, model);
    var data = bench.data().apply(recipe);
    var options = ZooOptions.DEFAULTS.withInput(data.input()).withClasses(data.classes());
    var base = Zoo.of(model, options);
    var layer = condition.applied(base.layer());
    var architecture =
        new Architecture(model, layer, data.input(), data.classes(), condition.initialisation());
    var network = Network.create(architecture, settings.seed());
    var training = TrainingOptions.sgd(data.input(), settings.batchSize());
    var result = JsonNodeFactory.instance.objectNode();
    GradientFlow.weightedLayers(layer).forEach(result.putArray("layers")::add);
    try (var engine = bench.engines().apply(layer);
        var step = engine.training(network, training);
        var batches = data.training(0, 0)) {
      var steps = result.putArray("steps");
      for (int k = 0; k < settings.steps() && !bench.stop().getAsBoolean(); k++) {
        var batch = batches.next().orElseThrow();
        if (k == 0) {
          try (var apart = engine.training(network, training)) {
            gains(result, BlockGain.measure(layer, data.input(), apart, batch, 0));
          }
        }
        write(steps.addObject(), k, GradientFlow.measure(layer, step, batch, k));
        step.update(LEARNING_RATE);
        bench.note().accept("step " + (k + 1) + " of " + settings.steps());
      }
    }
    return result;
  }

  private static Recipe recipe(LabSettings settings, String model) {
    var recipe = Recipes.of("mnist").withModel(model).withDataSet(settings.data());
    return recipe
        .withOptimisation(
            recipe.optimisation().withBatchSize(settings.batchSize()).withLabelSmoothing(0))
        .withSeed(settings.seed());
  }

  private static void gains(ObjectNode result, List<BlockGain> gains) {
    var array = result.putArray("blocks");
    gains.forEach(
        gain ->
            array
                .addObject()
                .put("block", gain.block())
                .put("gain", gain.gain())
                .put("branchGain", gain.branchGain())
                .put("alignment", gain.alignment()));
  }

  private static void write(ObjectNode node, int step, GradientFlow flow) {
    node.put("step", step).put("loss", flow.loss());
    var weights = node.putArray("weights");
    var activations = node.putArray("activations");
    for (var layer : flow.layers()) {
      weights.add(layer.weightsRms());
      activations.add(layer.activations());
    }
  }

  @Override
  public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
    return new GradientFlowFindings(settings, results).findings();
  }
}
