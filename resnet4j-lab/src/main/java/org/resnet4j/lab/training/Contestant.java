package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Engine;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.DataFacts;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Shape;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.event.DivergedException;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * A network that takes part in a comparison: trained from several seeds by the same recipe as the
 * others, except for the learning rate of networks that diverge at the common one.
 *
 * @param label in tables and legends
 * @param model its name in the zoo
 * @param shortcut the option, where the comparison is about it
 * @param dashed how its curve is drawn: the paper's plain nets
 * @param side of the images it is given, enlarged where those of the data set are smaller; 0:
 *     unchanged
 * @param rate the highest learning rate, where it is not the recipe's
 */
public record Contestant(
    String label,
    String model,
    Optional<Shortcut> shortcut,
    boolean dashed,
    int side,
    OptionalDouble rate) {
  /** In a part's result: where and how its training diverged. */
  static final String DIVERGED = "diverged";

  /** Images unchanged. */
  private static final int AS_THEY_ARE = 0;

  public Contestant(String label, String model, Optional<Shortcut> shortcut, boolean dashed) {
    this(label, model, shortcut, dashed, AS_THEY_ARE, OptionalDouble.empty());
  }

  public Contestant(String label, String model, boolean dashed) {
    this(label, model, Optional.empty(), dashed);
  }

  /** One that needs larger images than the data set has: they are enlarged. */
  Contestant enlarged(int to) {
    return new Contestant(label, model, shortcut, dashed, to, rate);
  }

  /** A network that diverges at the common learning rate, as networks without batch norm do. */
  Contestant at(double learningRate) {
    var own = OptionalDouble.of(learningRate);
    return new Contestant(label, model, shortcut, dashed, side, own);
  }

  /** The highest learning rate of its training. */
  double learningRate(LabSettings settings) {
    return rate.orElse(recipe(settings).optimisation().learningRate());
  }

  private Shape input(Shape ofData) {
    return side == AS_THEY_ARE ? ofData : Shape.of(ofData.channels(), side, side);
  }

  /** The name of its part for one seed. */
  String id(long seed) {
    var option = shortcut.map(value -> "-" + value.name().toLowerCase(Locale.ROOT));
    return model.replace('_', '-') + option.orElse("") + ".seed" + seed;
  }

  ZooOptions options(Shape input, int classes) {
    var options = ZooOptions.DEFAULTS.withInput(input).withClasses(classes);
    return shortcut.map(options::withShortcut).orElse(options);
  }

  /**
   * Further measurements of a part on the trained network.
   *
   * @param words what it is; it belongs to the part's settings
   */
  record Measurement(String words, Meter meter) {
    static final Measurement NONE = new Measurement("", (json, engine, network, data) -> {});
  }

  /** Adds its measurements to the part's result. */
  interface Meter {
    void add(ObjectNode json, Engine engine, Network trained, TrainingData data);
  }

  /** Its training from one seed as a part. */
  private Part part(LabSettings settings, long seed, DataFacts facts, Measurement after) {
    var input = input(facts.input());
    var cost = Cost.of(Zoo.of(model, options(input, facts.classes())).layer(), input);
    var shared = recipe(settings);
    var recipe = shared.with(r -> own(r.seed(seed), shared.data().augmentation()));
    return new Part(
        id(seed),
        after.words() + RecipeJson.write(recipe).replaceAll("\\s+", " "),
        3.0 * cost.multiplyAdds() * facts.images() * settings.epochs(),
        bench -> train(recipe, bench, after));
  }

  private void own(Recipe.Draft draft, List<String> augmentation) {
    draft.model(model);
    shortcut.ifPresent(option -> draft.modelOption("shortcut", option.name()));
    rate.ifPresent(draft::learningRate);
    if (side != AS_THEY_ARE) {
      var training = new ArrayList<>(List.of("resize " + side));
      training.addAll(augmentation);
      draft.augmentation(training).testing("resize " + side);
    }
  }

  private JsonNode train(Recipe recipe, Bench bench, Measurement after) {
    var data = bench.data().apply(recipe);
    var architecture = Zoo.of(model, options(data.input(), data.classes()));
    var run = run(recipe, data, bench);
    var json = JsonNodeFactory.instance.objectNode();
    var cost = Cost.of(architecture.layer(), data.input());
    json.put("parameters", cost.parameters()).put("multiplyAdds", cost.multiplyAdds());
    try (var engine = bench.engines().apply(architecture.layer())) {
      var network = Network.create(architecture, recipe.seed());
      var trained = Trainer.train(network, recipe, data, engine, run);
      trained.ifPresent(
          result -> {
            write(json, result);
            after.meter().add(json, engine, result.network(), data);
          });
    } catch (DivergedException e) {
      json.put(DIVERGED, String.valueOf(e.getMessage()).replaceAll(";.*", ""));
    }
    return json;
  }

  private TrainingRun run(Recipe recipe, TrainingData data, Bench bench) {
    var name = label + " · " + recipe.seed();
    var seen = bench.spectator().receiver(name);
    var run =
        TrainingRun.in(bench.folder(), new EpochNotes(bench.note()), seen)
            .resuming(Files.exists(bench.folder()))
            .stoppedBy(bench.stop())
            .withCheckpointEvery(Duration.ofMinutes(2));
    return bench.spectator().probing(name, data).map(run::probed).orElse(run);
  }

  private static void write(ObjectNode json, TrainingResult result) {
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
  }

  /** The recipe of a comparison: the one of this data, for so many epochs. */
  static Recipe recipe(LabSettings settings) {
    var base = Recipes.of(Datasets.card(settings.data()).recipe());
    return base.with(
        r ->
            r.data(settings.data())
                .batchSize(settings.batchSize())
                .length(Length.epochs(settings.epochs()))
                .noTimeLimit()
                .evaluateEvery(Length.epochs(1)));
  }

  /** The number in its model's name: 56 of resnet56. */
  int depth() {
    return Integer.parseInt(model.replaceAll("\\D", ""));
  }

  /** All trainings of a comparison. */
  static List<Part> parts(List<Contestant> contestants, LabSettings settings) {
    return parts(contestants, settings, Measurement.NONE);
  }

  static List<Part> parts(List<Contestant> contestants, LabSettings settings, Measurement after) {
    var facts = DataFacts.of(settings.data());
    return contestants.stream()
        .flatMap(
            one -> settings.allSeeds().stream().map(seed -> one.part(settings, seed, facts, after)))
        .toList();
  }
}
