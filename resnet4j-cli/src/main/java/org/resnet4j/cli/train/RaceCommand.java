package org.resnet4j.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Interruption;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.cli.watch.WatchOptions;
import org.resnet4j.engine.Engine;
import org.resnet4j.lab.training.Race;
import org.resnet4j.lab.training.RaceRecipe;
import org.resnet4j.serve.watch.TrainingWatch;
import org.resnet4j.train.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains networks side by side on the same batches, on a page. */
@Command(
    name = "race",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Train networks side by side on the same batches and watch them on a page of this machine:"
            + " curves on one axis, the gradient at every layer, what they say of pictures.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j race plain56 resnet56",
      "  resnet4j race plain20 plain56 resnet56 --data cifar10 --steps 500",
      "  resnet4j race --replay runs/race-20260101-120000/race.jsonl"
    })
public final class RaceCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final int MOST = 4;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "Two to four networks; see: resnet4j models.")
  List<String> models = List.of();

  @Mixin DataOptions data;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Updates of each network (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 100_000_000)
  int steps = 100;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images of an update (default: ${DEFAULT-VALUE}).")
  @Range(from = 2, to = 65_536)
  int batchSize = 32;

  @Option(
      names = "--lr",
      paramLabel = "X",
      description = "Learning rate after a quarter of the updates (default: ${DEFAULT-VALUE}).")
  @Range(from = 0, to = 1000)
  double learningRate = 0.1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides initial weights and batches (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Show a race again from its log, until Ctrl-C.")
  @Nullable Path replay;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for the log and the networks' runs (default: runs/race-TIME).")
  @Nullable Path output;

  @Mixin WatchOptions watching;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (replay != null) {
      return again(replay);
    }
    if (models.size() < 2
        || models.size() > MOST
        || models.stream().distinct().count() < models.size()) {
      throw new ParameterException(
          command.commandLine(),
          "a race has two to four different networks, for example: race plain56 resnet56");
    }
    var set = data.data() == null ? "mnist" : data.data();
    models.forEach(model -> Usage.of(command, () -> recipe(model, set)));
    var opened = data.openOrSample(set, answer);
    var lanes = new RaceLanes(engines, data, opened.split(), answer);
    var folder = output == null ? RunFolder.fresh("race", String.join("-", models)) : output;
    Files.createDirectories(folder);
    return race(lanes, opened.name(), folder);
  }

  private Recipe recipe(String model, String set) {
    return RaceRecipe.of(model, set, steps, batchSize, learningRate, seed);
  }

  private int race(RaceLanes lanes, String set, Path folder)
      throws IOException, InterruptedException {
    var log = new RaceLog(folder.resolve("race.jsonl"));
    var opened = new ArrayList<Engine>();
    try (var page = watching.page(answer, log);
        var interruption = new Interruption()) {
      try {
        var runners = new ArrayList<Race.Runner>();
        for (var model : models) {
          var runner =
              lanes.runner(recipe(model, set), folder.resolve(model), page, interruption::asked);
          opened.add(runner.engine());
          runners.add(runner);
        }
        var finishes = Race.run(runners);
        boolean whole = finishes.stream().noneMatch(RaceCommand::stopped);
        return whole ? told(finishes, log.file()) : INTERRUPTED;
      } finally {
        opened.forEach(Engine::close);
      }
    }
  }

  private static boolean stopped(Race.Finish finish) {
    return finish.result().isEmpty() && finish.diverged().isEmpty();
  }

  private int told(List<Race.Finish> finishes, Path log) {
    var fields = new LinkedHashMap<String, Object>();
    var table = answer.table("network", "loss", "training error", "test error");
    for (var finish : finishes) {
      finish
          .result()
          .ifPresent(
              result -> {
                var last = result.history().getLast();
                fields.put(
                    finish.name(),
                    Map.of(
                        "trainLoss", last.trainLoss(),
                        "trainError", 1 - last.trainTop1(),
                        "testError", result.test().error()));
                table.row(
                    finish.name(),
                    String.format(Locale.ROOT, "%.3f", last.trainLoss()),
                    percent(1 - last.trainTop1()),
                    percent(result.test().error()));
              });
      finish
          .diverged()
          .ifPresent(
              why -> {
                fields.put(finish.name(), Map.of("diverged", why));
                table.row(finish.name(), answer.say("diverged"), "–", "–");
              });
    }
    fields.put("log", log.toString());
    return answer.give(
        fields,
        out -> {
          table.print(out);
          answer.tell(out, "again: ./resnet4j race --replay %s", log);
        });
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  private int again(Path log) throws IOException, InterruptedException {
    var lines = Files.readAllLines(log);
    try (var page = watching.page(answer, line -> {});
        var interruption = new Interruption()) {
      show(page, log, lines);
      while (!interruption.asked()) {
        Thread.sleep(50);
      }
    }
    return 0;
  }

  private static void show(TrainingWatch page, Path log, List<String> lines) throws IOException {
    try {
      page.replay(lines);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s is no log of a race: %s".formatted(log, e.getMessage()), e);
    }
  }
}
