package org.resnet4j.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Interruption;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Times;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.cli.watch.WatchOptions;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.Laboratory;
import org.resnet4j.lab.Pace;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.model.Layer;
import org.resnet4j.report.experiment.ExperimentReport;
import org.resnet4j.report.experiment.Slides;
import org.resnet4j.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment of the laboratory and writes its report. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measure the paper's claims; writes a report, charts and tables.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j experiment --list",
      "  resnet4j experiment gradient-flow",
      "  resnet4j experiment gradient-flow --depths 8,20,56 --data cifar10 --seeds 3",
      "  resnet4j experiment degradation --data mnist --epochs 1 --budget 20m",
      "  resnet4j experiment degradation --watch         # see its networks learn",
      "  resnet4j experiment complexity --json | jq .report",
      "",
      "Ctrl-C stops; the same command continues. Finished parts are never",
      "repeated."
    })
public final class ExperimentCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The experiment; see: resnet4j experiment --list.")
  @Nullable String name;

  @Option(names = "--list", description = "List the experiments.")
  boolean list;

  @Mixin LabOptions settings;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "Stop after this time, to be continued later: 90s, 20m, 1h30m.")
  @Nullable Duration budget;

  @Option(
      names = "--slides",
      description =
          "For a lecture: also write every figure and every claim 1,920 pixels wide, and a one-page"
              + " PDF.")
  boolean slides;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for parts and report (default: runs/experiments/NAME).")
  @Nullable Path output;

  @Mixin WatchOptions watching;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (list) {
      return listed();
    }
    if (name == null) {
      throw new ParameterException(
          command.commandLine(),
          "the experiment's name is missing; see: resnet4j experiment --list");
    }
    var experiment = Usage.of(command, () -> Experiments.of(name));
    return run(experiment, Usage.of(command, () -> settings.over(experiment)));
  }

  private int listed() {
    var fields = new LinkedHashMap<String, String>();
    Experiments.all().forEach(one -> fields.put(one.name(), one.about()));
    return answer.give(
        Map.of("experiments", fields),
        out -> {
          fields.forEach(
              (name, about) ->
                  Lines.wrap("%-15s ".formatted(name), answer.say(about), 16)
                      .forEach(out::println));
        });
  }

  private int run(Experiment experiment, LabSettings lab) throws IOException {
    var folder = output == null ? Path.of("runs", "experiments", experiment.name()) : output;
    var parts = Usage.of(command, () -> experiment.parts(lab));
    long deadline = budget == null ? Long.MAX_VALUE : System.nanoTime() + budget.toNanos();
    try (var interruption = new Interruption();
        var watched = watching.open(answer)) {
      var bench =
          new Bench(
              where(),
              this::open,
              new LabData(settings.offline, answer)::of,
              folder,
              watched.stop(() -> interruption.asked() || System.nanoTime() > deadline),
              watched.spectator(),
              words -> {});
      var laboratory = new Laboratory(folder, bench);
      var progress = plan(laboratory, experiment, lab, parts, bench);
      var outcome = laboratory.run(experiment, lab, progress.andThen(PartNotes.on(watched)));
      progress.close();
      return outcome.isPresent()
          ? report(experiment, lab, folder, outcome.get())
          : leftOff(laboratory, experiment, lab, folder);
    }
  }

  private LabProgress plan(
      Laboratory laboratory,
      Experiment experiment,
      LabSettings lab,
      List<Part> parts,
      Bench bench) {
    var left = laboratory.unfinished(experiment, lab);
    answer.note(experiment.name() + ": ", experiment.about());
    answer.note("settings: ", settings.words(lab));
    int done = parts.size() - left.size();
    answer.note(String.format(Locale.ROOT, "%d parts, %d of them done before", parts.size(), done));
    var pace = Pace.NONE;
    if (!left.isEmpty() && lab.batchSize() > 0) {
      pace = Pace.probe(bench, lab);
      answer.note(
          "estimate: ",
          String.format(
              Locale.ROOT,
              "%s (%.1f T multiply-adds at %.0f G per second, %s)",
              Times.clock(pace.seconds(left)),
              left.stream().mapToDouble(Part::work).sum() / 1e12,
              pace.multiplyAddsPerSecond() / 1e9,
              bench.where()));
    }
    return new LabProgress(command.commandLine().getErr(), answer.language(), left, pace);
  }

  private int report(
      Experiment experiment, LabSettings lab, Path folder, Laboratory.Outcome outcome)
      throws IOException {
    var provenance = settings.provenance(command, experiment, lab, outcome);
    var problem =
        new ExperimentReport(outcome.findings(), provenance, answer.language()).write(folder);
    problem.ifPresent(answer::note);
    if (slides && problem.isEmpty()) {
      new Slides(outcome.findings(), answer.language()).write(folder);
    }
    var page = folder.resolve("report.html");
    var fields = new LinkedHashMap<String, Object>();
    fields.put("experiment", experiment.name());
    fields.put("finished", true);
    fields.put("report", page.toString());
    fields.put("command", provenance.command());
    fields.put("engines", outcome.engines());
    fields.put("seconds", outcome.seconds());
    fields.put("tables", FindingsText.tables(outcome.findings()));
    fields.put("judgements", FindingsText.judgements(outcome.findings()));
    return answer.give(
        fields,
        out -> {
          FindingsText.print(outcome.findings(), answer.language(), out);
          answer.tell(out, "report: %s", page);
        });
  }

  private int leftOff(Laboratory laboratory, Experiment experiment, LabSettings lab, Path folder) {
    int left = laboratory.unfinished(experiment, lab).size();
    answer.give(
        Map.of("experiment", experiment.name(), "finished", false, "partsLeft", left),
        out ->
            answer.tell(
                out, "stopped with %d parts to go; the same command continues (%s)", left, folder));
    return INTERRUPTED;
  }

  private Engine open(Layer layer) {
    return engines.open(layer, Precision.FP32);
  }

  /** The engine that {@code auto} chooses for a residual network. */
  private String where() {
    try (var engine = open(Zoo.of("resnet20").layer())) {
      return "%s, %s, %s"
          .formatted(
              engine.name(), engines.device(), engine.precision().name().toLowerCase(Locale.ROOT));
    }
  }
}
