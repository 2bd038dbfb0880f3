package org.resnet4j.lab.gradients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.analyze.BlockGain;
import org.resnet4j.analyze.GradientFlow;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.DataFacts;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * Do gradients vanish? The gradient at every layer of plain and residual networks of growing depth,
 * under conditions from the paper's own (batch norm, He's initialisation, ReLU) to a sigmoid net
 * without batch norm, before the first update and over the first steps of training (section 1 and
 * section 4.1).
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
    return new LabSettings("mnist", List.of(8, 20, 32, 56), 0, 20, 32, 1, 0);
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    var parts = new ArrayList<Part>();
    for (long seed : settings.allSeeds()) {
      for (int depth : settings.depths()) {
        for (var kind : GradientFlowResults.KINDS) {
          Condition.GRID.forEach(c -> parts.add(part(settings, kind, depth, c, seed)));
        }
        parts.add(part(settings, "resnet", depth, Condition.SIGMOID_EVERYWHERE, seed));
      }
    }
    return List.copyOf(parts);
  }

  public static Part part(
      LabSettings settings, String kind, int depth, Condition condition, long seed) {
    int steps = steps(settings, depth, condition);
    var input = DataFacts.of(settings.data()).input();
    var cost = Cost.of(Zoo.of(kind + depth, ZooOptions.DEFAULTS.withInput(input)).layer(), input);
    return new Part(
        GradientFlowResults.id(kind, depth, condition, seed),
        String.format(
            Locale.ROOT,
            "gradient flow in doubles, data %s, batch %d, seed %d, steps %d, learning rate %s",
            settings.data(),
            settings.batchSize(),
            seed,
            steps,
            LEARNING_RATE),
        3.0 * cost.multiplyAdds() * settings.batchSize() * (steps + 1),
        bench -> measure(settings, kind + depth, condition, steps, seed, bench));
  }

  /** The deepest networks under the watched conditions are followed over time. */
  private static int steps(LabSettings settings, int depth, Condition condition) {
    boolean watched = Condition.WATCHED.contains(condition) && depth == settings.deepest();
    return watched ? Math.max(1, settings.steps()) : 1;
  }

  private static JsonNode measure(
      LabSettings settings, String model, Condition condition, int steps, long seed, Bench bench) {
    var data = bench.data().apply(recipe(settings, model, seed));
    var options = ZooOptions.DEFAULTS.withInput(data.input()).withClasses(data.classes());
    var layer = condition.applied(Zoo.of(model, options).layer());
    var network =
        Network.create(
            new Architecture(
                model, layer, data.input(), data.classes(), condition.start().initialisation),
            seed);
    var training = enlarged(TrainingOptions.sgd(data.input(), settings.batchSize()));
    var result = JsonNodeFactory.instance.objectNode();
    result.put("precision", bench.where().replaceAll(".*, ", ""));
    GradientFlow.weightedLayers(layer).forEach(result.putArray("layers")::add);
    try (var engine = bench.engines().apply(layer);
        var step = engine.training(network, training);
        var batches = data.training(0, 0)) {
      var array = result.putArray("steps");
      var seen = bench.spectator().receiver(model + ", " + condition.words());
      for (int k = 0; k < steps && !bench.stop().getAsBoolean(); k++) {
        var batch = batches.next().orElseThrow();
        if (k == 0) {
          try (var apart = engine.training(network, training)) {
            gains(result, BlockGain.measure(layer, data.input(), apart, batch, 0));
          }
        }
        var flow = GradientFlow.measure(layer, step, batch, GradientFlow.enlarged(k));
        write(array.addObject(), k, flow);
        seen.accept(SeenGradients.of(flow, k + 1));
        step.update(LEARNING_RATE / GradientFlow.SCALE);
        bench.note().accept("step " + (k + 1) + " of " + steps);
      }
    }
    return result;
  }

  /** The same training on gradients that are enlarged. */
  private static TrainingOptions enlarged(TrainingOptions sgd) {
    return new TrainingOptions(
        sgd.input(),
        sgd.batchSize(),
        sgd.optimizer(),
        sgd.labelSmoothing(),
        sgd.weightDecay() * GradientFlow.SCALE,
        sgd.decayNorms(),
        sgd.clipNorm(),
        sgd.average(),
        sgd.frozen());
  }

  private static Recipe recipe(LabSettings settings, String model, long seed) {
    return Recipes.of("mnist")
        .with(
            r ->
                r.model(model)
                    .data(settings.data())
                    .augmentation()
                    .batchSize(settings.batchSize())
                    .seed(seed));
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
    return new GradientFlowFindings(new GradientFlowResults(settings, results)).findings();
  }
}
