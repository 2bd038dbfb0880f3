package org.resnet4j.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Shape;
import org.resnet4j.train.CurvePoint;
import org.resnet4j.train.Length;
import org.resnet4j.train.Recipe;
import org.resnet4j.train.Recipes;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingEvent;
import org.resnet4j.train.TrainingResult;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * A network that takes part in a comparison: trained from several seeds by the same recipe as the
 * others.
 *
 * @param label in tables and legends
 * @param model its name in the zoo
 * @param shortcut the option, where the comparison is about it
 * @param dashed how its curve is drawn: the paper's plain nets
 */
record Contestant(String label, String model, Optional<Shortcut> shortcut, boolean dashed) {

  Contestant(String label, String model, boolean dashed) {
    this(label, model, Optional.empty(), dashed);
  }

  /** The name of its part for one seed. */
  String id(long seed) {
    var option = shortcut.map(value -> "-" + value.name().toLowerCase(java.util.Locale.ROOT));
    return model.replace('_', '-') + option.orElse("") + ".seed" + seed;
  }

  ZooOptions options(Shape input, int classes) {
    var options = ZooOptions.DEFAULTS.withInput(input).withClasses(classes);
    return shortcut.map(options::withShortcut).orElse(options);
  }

  /** Its training from one seed as a part. */
  Part part(Recipe recipe, long seed, Shape input, int classes, long images) {
    var cost = Cost.of(Zoo.of(model, options(input, classes)).layer(), input);
    double work = 3.0 * cost.multiplyAdds() * images;
    return new Part(id(seed), work, bench -> train(recipe.withSeed(seed), bench));
  }

  private JsonNode train(Recipe shared, Bench bench) {
    var recipe =
        shortcut
            .map(option -> shared.withModelOption("shortcut", option.name()))
            .orElse(shared)
            .withModel(model);
    var data = bench.data().apply(recipe);
    var architecture = Zoo.of(model, options(data.input(), data.classes()));
    var run =
        TrainingRun.in(bench.folder(), event -> tell(event, bench))
            .resuming(Files.exists(bench.folder()))
            .stoppedBy(bench.stop())
            .withCheckpointEvery(Duration.ofMinutes(2));
    try (var engine = bench.engines().apply(architecture.layer())) {
      var network = Network.create(architecture, recipe.seed());
      return Trainer.train(network, recipe, data, engine, run)
          .map(result -> json(result, Cost.of(architecture.layer(), data.input())))
          .orElseGet(JsonNodeFactory.instance::objectNode);
    }
  }

  private static void tell(TrainingEvent event, Bench bench) {
    if (event instanceof TrainingEvent.Evaluated(CurvePoint point, boolean best)) {
      bench
          .note()
          .accept("epoch %.1f: test error %.2f %%".formatted(point.epoch(), 100 - 100 * point.top1()));
    }
  }

  private static JsonNode json(TrainingResult result, Cost cost) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("parameters", cost.parameters()).put("multiplyAdds", cost.multiplyAdds());
    json.put("testError", result.test().error());
    json.put("trainError", 1 - result.history().getLast().trainTop1());
    json.put("trainLoss", result.history().getLast().trainLoss());
    json.put("seconds", result.trainSeconds()).put("iterations", result.iterations());
    json.put("imagesPerSecond", result.imagesPerSecond());
    var curve = json.putArray("curve");
    for (var point : result.history()) {
      curve
          .addObject()
          .put("epoch", point.epoch())
          .put("trainError", 1 - point.trainTop1())
          .put("testError", 1 - point.top1());
    }
    return json;
  }

  /** The recipe of a comparison: a known one on this data for so many epochs. */
  static Recipe recipe(LabSettings settings) {
    var base = Recipes.of(settings.data().startsWith("cifar") ? "fast-cifar10" : "mnist");
    return base.withDataSet(settings.data())
        .withLength(Length.epochs(settings.epochs()))
        .withEvaluateEvery(Length.epochs(1))
        .withOptimisation(base.optimisation().withBatchSize(settings.batchSize()));
  }

  /** All trainings of a comparison. */
  static List<Part> parts(List<Contestant> contestants, LabSettings settings) {
    boolean cifar = settings.data().startsWith("cifar");
    var input = cifar ? Shape.of(3, 32, 32) : Shape.of(1, 28, 28);
    long images = (cifar ? 50_000L : 60_000L) * settings.epochs();
    return contestants.stream()
        .flatMap(
            one ->
                java.util.stream.LongStream.range(0, settings.seeds())
                    .mapToObj(
                        k ->
                            one.part(
                                recipe(settings), settings.seed() + k, input, 10, images)))
        .toList();
  }
}
