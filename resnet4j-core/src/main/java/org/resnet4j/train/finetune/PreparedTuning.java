package org.resnet4j.train.finetune;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.resnet4j.data.Split;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Engines;
import org.resnet4j.model.Architecture;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.FolderPlan;
import org.resnet4j.train.recipe.Freezing;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.Computation;
import org.resnet4j.train.run.RunFiles;
import org.resnet4j.train.run.TrainingLog;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * A fine-tuning whose inputs are found and fit each other.
 *
 * @param notes what a user should know of it, told when it begins
 */
record PreparedTuning(
    TuningPlan plan, Recipe recipe, LoaderData data, Start start, List<String> notes) {

  static PreparedTuning of(TuningPlan plan) {
    var folder = plan.run();
    var saved =
        plan.resumed()
            ? Optional.of(RecipeJson.read(folder.resolve(RunFiles.RECIPE)))
            : Optional.<Recipe>empty();
    var set = plan.images().orElseGet(() -> changed(plan, saved.orElseThrow()).data().set());
    var split = Datasets.standard((what, done, total) -> {}).open(set);
    var recipe = changed(plan, saved.orElseGet(() -> fitted(plan, split, set)));
    var data = LoaderData.of(split, recipe, 1);
    var options =
        ZooOptions.of(recipe.model().options()).withInput(data.input()).withClasses(data.classes());
    var architecture = Zoo.of(recipe.model().name(), options);
    var unused = Freezing.of(recipe.model(), architecture.layer());
    var start =
        start(recipe, architecture, data, plan.resumed() && Checkpoints.in(folder).exists());
    var notes = new ArrayList<String>();
    split.origin().ifPresent(notes::add);
    notes.addAll(start.said());
    return new PreparedTuning(plan, recipe, data, start, List.copyOf(notes));
  }

  private static Recipe changed(TuningPlan plan, Recipe recipe) {
    return plan.changes().apply(recipe);
  }

  private static Recipe fitted(TuningPlan plan, Split split, String set) {
    var folder = FolderPlan.of(split.train());
    var known = plan.weights().map(PreparedTuning::pretrained);
    var chosen =
        plan.model()
            .map(Recipe.Model::of)
            .or(() -> known.flatMap(Pretrained::model))
            .or(() -> known.isPresent() ? Optional.empty() : Optional.of(folder.model()))
            .orElseThrow(
                () ->
                    new WeightsException(
                        "%s does not say which network it is of; name it by model(...)"
                            .formatted(plan.weights().orElseThrow())));
    var weights = plan.weights().map(Path::toString);
    var model = Recipe.Model.of(chosen.name(), chosen.options()).from(weights);
    return folder.recipe(model, known.flatMap(Pretrained::input)).with(r -> r.data(set));
  }

  private static Pretrained pretrained(Path weights) {
    try (var file = WeightFile.open(weights)) {
      return Pretrained.of(file);
    }
  }

  private static Start start(
      Recipe recipe, Architecture architecture, LoaderData data, boolean goesOn) {
    var weights = recipe.model().weights();
    if (weights.isEmpty() || goesOn) {
      return new Start(Network.create(architecture, recipe.seed()), List.of());
    }
    try (var file = WeightFile.open(Path.of(weights.get()))) {
      return Start.of(
          file, architecture, data.classNames(), recipe.seed(), recipe.model().selection());
    }
  }

  /** Trains on the calling thread; empty if it was asked to stop. */
  Optional<TrainingResult> train(BooleanSupplier stop) {
    var layer = start.network().layer();
    try (var engine = Engines.open(engine(), plan.options(), layer)) {
      var run =
          new TrainingRun(
              plan.run(),
              plan.resumed(),
              false,
              stop,
              Duration.ofMinutes(5),
              Optional.empty(),
              listeners());
      return Trainer.train(start.network(), recipe, data, engine, run);
    }
  }

  /** The one that was named, or that computed the run so far. */
  private String engine() {
    if (!plan.resumed() || !plan.engine().equals("auto")) {
      return plan.engine();
    }
    var before = Checkpoints.in(plan.run()).computation().map(Computation::engine);
    return before.orElse(plan.engine());
  }

  private List<Consumer<TrainingEvent>> listeners() {
    var all = new ArrayList<Consumer<TrainingEvent>>();
    all.add(TrainingLog.jsonLines(plan.run().resolve("log.jsonl")));
    all.add(TrainingLog.csv(plan.run().resolve("steps.csv")));
    all.add(this::tellNotes);
    all.addAll(plan.listeners());
    return all;
  }

  private void tellNotes(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started) {
      for (var note : notes) {
        plan.listeners().forEach(listener -> listener.accept(new TrainingEvent.Warning(note)));
      }
    }
  }
}
