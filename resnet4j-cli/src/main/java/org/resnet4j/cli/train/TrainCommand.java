package org.resnet4j.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.NamedModel;
import org.resnet4j.cli.launch.Processes;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.options.RecipeOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Interruption;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Times;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.cli.watch.WatchOptions;
import org.resnet4j.cli.watch.Watched;
import org.resnet4j.cli.weights.NamedWeights;
import org.resnet4j.cli.weights.StateChoice;
import org.resnet4j.data.Split;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.report.tensorboard.TensorBoardWriter;
import org.resnet4j.report.training.Misread;
import org.resnet4j.report.training.RunPictures;
import org.resnet4j.train.Probing;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingResult;
import org.resnet4j.train.finetune.Pretrained;
import org.resnet4j.train.finetune.Start;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.FolderPlan;
import org.resnet4j.train.recipe.Freezing;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.run.LeftOut;
import org.resnet4j.train.run.TrainingLog;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network and writes a run folder. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train a network; without options ResNet-20 on MNIST.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j train",
      "  resnet4j train --model resnet20 --data cifar10 --recipe fast-cifar10",
      "  resnet4j train --model plain20 --data mnist --epochs 1 --seed 7",
      "  resnet4j train --model resnet18 --stem small --data pets/ --time 40m",
      "  resnet4j train --data pets/ --weights r20.safetensors --freeze until:layer3",
      "  resnet4j train --data pets/ --weights r18.pth --state ema --ignore 'loss.*'",
      "  resnet4j train --watch                          # see it learn in a browser",
      "  resnet4j train --resume runs/resnet20-mnist-20260101-120000"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  /** What a training that names neither data nor recipe begins with. */
  private static final String FIRST_DATA = "mnist";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A network's name; see: resnet4j models.")
  @Nullable String model;

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE.json",
      description = {
        "Recipe to train by; see: resnet4j recipes. Or a file, as every run writes it",
        "(recipe.json). The options below override single fields."
      })
  @Nullable String recipeName;

  @Mixin DataOptions data;
  @Mixin RecipeOptions fields;
  @Mixin ModelOptions options;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      description =
          "Start from these weights (a file, or torchvision's: imagenet, imagenet:v2, or ours:"
              + " mnist, cifar10); for other classes with a fresh classifier.")
  @Nullable String weights;

  @Mixin StateChoice states;

  @Option(
      names = "--freeze",
      paramLabel = "until:LAYER",
      description = "Do not train the layers before this one.")
  @Nullable String freeze;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Resume the run in this folder; it ends with the same weights as without the break.")
  @Nullable Path resume;

  @Option(
      names = "--allow-other-engine",
      description =
          "Resume also where another engine, or one of another version or processor, computed the"
              + " run; its weights are then not those of an unbroken run.")
  boolean otherEngine;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The run folder (default: runs/MODEL-DATA-TIME).")
  @Nullable Path output;

  @Option(
      names = "--gradients",
      description =
          "Measure the gradient at every layer on the way, for log.jsonl"
              + " and TensorBoard; --watch does so too.")
  boolean gradients;

  @Mixin WatchOptions watching;

  @Option(
      names = "--sync-bn",
      description =
          "Of several processes: batch norm by mean and variance over the batches of all, instead"
              + " of each its own.")
  boolean syncNorms;

  @Mixin EngineChoice engines;
  @Mixin Answer answer;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "TIME",
      description =
          "Longest time between two checkpoints, as 90s or 5m; there is one after every epoch too"
              + " (default: 5m).")
  Duration checkpointEvery = Duration.ofMinutes(5);

  @Spec CommandSpec command;

  private Processes processes = Processes.alone();

  @Override
  public Integer call() throws IOException {
    requireOneBeginning();
    try (var joined = Processes.join(System.getenv(), syncNorms)) {
      try {
        return call(joined);
      } catch (RuntimeException | IOException e) {
        joined.failed(e);
        throw e;
      }
    }
  }

  private int call(Processes joined) throws IOException {
    processes = joined;
    engines.threadsOtherwise(joined.threads());
    if (!joined.lead()) {
      answer.silence();
    }
    SharedRun.before(joined).ifPresent(this::goOn);
    var set = data.data() == null ? FIRST_DATA : data.data();
    var recipe = SharedRun.recipe(joined, () -> Usage.of(command, () -> recipe(set)));
    options.check(named(recipe));
    if (joined.lead()) {
      requireFreshFolder();
    }
    var named = recipe.data().set();
    var opened = joined.firstOnMachine(() -> data.openOrSample(named, answer));
    if (!opened.name().equals(recipe.data().set())) {
      recipe = Usage.of(command, () -> recipe(opened.name())).with(r -> r.data(opened.name()));
    }
    opened.split().origin().ifPresent(sentence -> answer.note("note: ", sentence));
    return train(isFitted() ? fitted(opened.split(), recipe) : recipe, opened.split());
  }

  /** The launcher has started the processes again: with their last checkpoint, or anew. */
  private void goOn(Path folder) {
    if (Checkpoints.in(folder).exists()) {
      resume = folder;
      recipeName = null;
      output = null;
    } else if (resume == null) {
      output = folder;
    }
  }

  /** Whether the recipe is the one for folders, which is fitted to what they hold. */
  private boolean isFitted() {
    var set = data.data() == null ? FIRST_DATA : data.data();
    return resume == null
        && FolderPlan.NAME.equals(recipeName == null ? Datasets.card(set).recipe() : recipeName);
  }

  /** Fitted to the images, and to the weights that it starts from. */
  private Recipe fitted(Split split, Recipe named) {
    var plan = FolderPlan.of(split.train());
    var known = Optional.ofNullable(weights).map(this::pretrained);
    var chosen =
        model == null
            ? known.flatMap(Pretrained::model).orElseGet(plan::model)
            : Recipe.Model.of(model);
    var network =
        Recipe.Model.of(chosen.name(), chosen.options()).from(Optional.ofNullable(weights));
    var recipe = plan.recipe(network, known.flatMap(Pretrained::input));
    return fields
        .apply(options.into(recipe))
        .with(this::apply)
        .with(r -> r.data(named.data().set()));
  }

  private Pretrained pretrained(String weights) {
    var path = NamedWeights.file(weights, model, data.offline(), answer, command);
    try (var file = WeightFile.open(path)) {
      return Pretrained.of(file);
    }
  }

  private int train(Recipe own, Split split) throws IOException {
    var recipe = SharedRun.recipe(processes, () -> own);
    var images =
        Usage.of(
            command,
            () -> LoaderData.of(split, recipe, data.workers()).withUnreadable(data.unreadable()));
    var architecture = options.architecture(named(recipe), images.input(), images.classes());
    Usage.of(command, () -> Freezing.of(recipe.model(), architecture.layer()));
    try (var engine = engine(architecture.layer(), recipe.precision());
        var interruption = new Interruption()) {
      return train(recipe, images, network(architecture, recipe, images), engine, interruption);
    }
  }

  /** The one that computed the run so far, or process 0's choice. */
  private Engine engine(Layer layer, Precision precision) {
    var before = resume == null ? Optional.<String>empty() : RunFolder.engine(resume);
    var ours =
        processes.lead()
            ? Optional.of(engines.open(layer, precision, before))
            : Optional.<Engine>empty();
    var name = processes.decided(() -> ours.orElseThrow().name());
    return ours.orElseGet(() -> engines.open(layer, precision, Optional.of(name)));
  }

  private int train(
      Recipe recipe, LoaderData images, Network network, Engine engine, Interruption interruption)
      throws IOException {
    var folder = Path.of(processes.decided(() -> folder(recipe).toString()));
    SharedRun.remember(processes, folder);
    try {
      return processes.lead()
          ? lead(recipe, images, network, engine, interruption, folder)
          : follow(recipe, images, network, engine, interruption, folder);
    } catch (CollectiveException e) {
      throw SharedRun.told(e, processes, folder);
    }
  }

  private TrainingRun run(
      Path folder,
      BooleanSupplier stop,
      Optional<Probing> probing,
      List<Consumer<TrainingEvent>> listeners) {
    return new TrainingRun(
        folder,
        resume != null,
        otherEngine,
        stop,
        checkpointEvery,
        probing,
        listeners,
        processes.parallel());
  }

  /** Leaves a log of this process alone. */
  private int follow(
      Recipe recipe,
      LoaderData images,
      Network network,
      Engine engine,
      Interruption interruption,
      Path folder)
      throws IOException {
    Files.createDirectories(folder);
    var log = folder.resolve("log.rank%d.jsonl".formatted(processes.rank()));
    List<Consumer<TrainingEvent>> listeners = List.of(TrainingLog.jsonLines(log, answer::note));
    var run = run(folder, interruption::asked, Optional.empty(), listeners);
    return Trainer.train(network, recipe, images, engine, run).isPresent() ? 0 : INTERRUPTED;
  }

  private int lead(
      Recipe recipe,
      LoaderData images,
      Network network,
      Engine engine,
      Interruption interruption,
      Path folder)
      throws IOException {
    try (var watched = watching.open(answer);
        var board = new TensorBoardWriter(folder)) {
      var listeners = new ArrayList<>(listeners(folder, recipe, images, engine, board));
      listeners.add(watched.receiver(recipe.model().name()));
      var probing = probing(recipe, images, watched);
      var run = run(folder, watched.stop(interruption::asked), probing, listeners);
      var result = Trainer.train(network, recipe, images, engine, run);
      return result.isPresent()
          ? tell(folder, result.get(), images.unreadable().size())
          : interrupted(folder);
    }
  }

  private Optional<Probing> probing(Recipe recipe, LoaderData images, Watched watched) {
    var shown = watched.spectator().probing(recipe.model().name(), images);
    return shown.isEmpty() && gradients ? Optional.of(Probing.USUAL) : shown;
  }

  private List<Consumer<TrainingEvent>> listeners(
      Path folder, Recipe recipe, LoaderData images, Engine engine, TensorBoardWriter board) {
    var title = "%s trained on %s".formatted(recipe.model().name(), recipe.data().set());
    var arguments = command.root().commandLine().getParseResult().originalArgs();
    var repeat = "./resnet4j " + String.join(" ", arguments);
    return List.of(
        new ProgressBar(command.commandLine().getErr(), answer.language()),
        TrainingLog.jsonLines(folder.resolve("log.jsonl"), answer::note),
        TrainingLog.csv(folder.resolve(RunPictures.STEPS), answer::note),
        board,
        new RunPictures(
                folder,
                title,
                images.trainSet().classes(),
                repeat.strip(),
                answer::note,
                answer.language())
            .showing(result -> misread(result, engine, images)));
  }

  private static List<Misread> misread(TrainingResult result, Engine engine, LoaderData images) {
    try (var network = engine.prediction(result.network())) {
      return Misread.of(network, images.testSet(), images.testSteps());
    }
  }

  // ---- what to do ----------------------------------------------------------------------------

  private Recipe recipe(String set) {
    return fields.apply(options.into(begun(set))).with(this::apply);
  }

  private void apply(Recipe.Draft draft) {
    Optional.ofNullable(model).ifPresent(draft::model);
    Optional.ofNullable(data.data()).ifPresent(draft::data);
    Optional.ofNullable(weights).ifPresent(draft::weights);
    states.apply(draft::state, draft::ignored);
    Optional.ofNullable(freeze).ifPresent(draft::freeze);
    Optional.ofNullable(engines.precision()).ifPresent(draft::precision);
  }

  /** The recipe before options: the resumed run's, the named one, or the one for these data. */
  private Recipe begun(String set) {
    if (resume != null) {
      return RunFolder.recipe(resume, answer::note);
    }
    if (recipeName != null && recipeName.endsWith(".json")) {
      return RecipeJson.read(Path.of(recipeName));
    }
    String name = recipeName == null ? Datasets.card(set).recipe() : recipeName;
    return model == null ? Recipes.of(name) : Recipes.of(name, model);
  }

  /** What the run starts from; a checkpoint has all of it, a run without one starts over. */
  private Network network(Architecture architecture, Recipe recipe, LoaderData images) {
    var start = recipe.model().weights();
    boolean goesOn = resume != null && Checkpoints.in(resume).exists();
    // the others get process 0's
    if (start.isEmpty() || goesOn || !processes.lead()) {
      return Network.create(architecture, recipe.seed());
    }
    var path = NamedWeights.file(start.get(), architecture.name(), data.offline(), answer, command);
    try (var file = WeightFile.open(path)) {
      var begun =
          Start.of(
              file, architecture, images.classNames(), recipe.seed(), recipe.model().selection());
      begun.said().forEach(sentence -> answer.note("note: ", sentence));
      return begun.network();
    }
  }

  private static NamedModel named(Recipe recipe) {
    return new NamedModel(recipe.model().name(), recipe.model().options());
  }

  private Path folder(Recipe recipe) {
    if (resume != null) {
      return resume;
    }
    return output != null ? output : RunFolder.fresh(recipe.model().name(), recipe.data().set());
  }

  /** A resumed run has its folder and its recipe already. */
  private void requireOneBeginning() {
    if (resume == null && otherEngine) {
      throw usage("--allow-other-engine goes with --resume");
    }
    if (resume != null && output != null) {
      throw usage("--resume goes on in its own folder: --output cannot be named beside it");
    }
    if (resume != null && recipeName != null) {
      throw usage("--resume goes on by its own recipe: --recipe cannot be named beside it");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  private void requireFreshFolder() {
    if (resume == null && output != null && Checkpoints.in(output).exists()) {
      throw new ParameterException(
          command.commandLine(),
          "%s already has a run; resume it with --resume %1$s, or name another --output"
              .formatted(output));
    }
  }

  // ---- its result -----------------------------------------------------------------------

  private int tell(Path folder, TrainingResult result, int unreadable) throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    if (answer.json()) {
      fields.putAll(RunFolder.result(folder));
    }
    return answer.give(
        fields,
        out -> {
          var told = new ArrayList<String>();
          told.add(
              answer.say(
                  "test accuracy %.2f %% (%,d of %,d) after %s of training, %,.0f images/s",
                  100 * result.test().accuracy(),
                  result.test().correct(),
                  result.test().total(),
                  Times.clock(result.trainSeconds()),
                  result.imagesPerSecond()));
          if (result.end() == TrainingResult.End.TIME) {
            told.add(
                answer.say(
                    "stopped by its time limit before its last epoch; --epochs N trains N epochs,"
                        + " however long they take"));
          }
          if (unreadable > 0) {
            var list = folder.resolve(LeftOut.NAME);
            told.add(answer.say("left out %,d images that cannot be read: %s", unreadable, list));
          }
          result
              .contest()
              .average()
              .ifPresent(average -> told.add(answer.say(Rivals.saved(result.contest()))));
          told.add(answer.say("weights: %s", Checkpoints.in(folder).model()));
          told.add(answer.say("report: %s", folder.resolve("report.html")));
          told.stream().map(Lines::fit).flatMap(List::stream).forEach(out::println);
        });
  }

  private int interrupted(Path folder) {
    answer.note("interrupted; resume with: ./resnet4j train --resume " + folder);
    return INTERRUPTED;
  }
}
