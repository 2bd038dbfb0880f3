package org.resnet4j.cli.launch;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Table;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.lab.scale.Cluster;
import org.resnet4j.lab.scale.Clusters;
import org.resnet4j.lab.scale.Exchange;
import org.resnet4j.lab.scale.Forecast;
import org.resnet4j.lab.scale.Measurements;
import org.resnet4j.lab.scale.StepModel;
import org.resnet4j.lab.scale.Summation;
import org.resnet4j.lab.scale.Workload;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Foretells how long a training takes on many machines. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Foretell how long a training takes on many machines, by a model of one step that was fitted"
          + " on measurements (docs/scale.md)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j scale            # ResNet-50, 1,024 machines, a billion pictures",
      "  resnet4j scale --cluster gpu --gbit 200 --batch-size 32768",
      "  resnet4j scale --sum halving --bits 16",
      "  resnet4j scale --check    # the model beside what was measured"
    })
public final class ScaleCommand implements Callable<Integer> {
  /** What the workers are. */
  private enum Kind {
    CPU,
    GPU
  }

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "A network's name; see: resnet4j models (default: ${DEFAULT-VALUE}).")
  String model = "resnet50";

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "The input's channels, height and width: 3x224x224.")
  @Nullable Shape input;

  @Option(
      names = "--cluster",
      paramLabel = "cpu|gpu",
      description =
          "Machines of 64 cores, or GPUs, 8 in a machine; what is measured of them and what is"
              + " assumed stands in docs/scale.md (default: cpu).")
  Kind kind = Kind.CPU;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Up to how many machines or GPUs: 1, 2, 4, … and N (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1_000_000)
  int workers = 1024;

  @Option(
      names = "--gbit",
      paramLabel = "N",
      description = "Gbit/s between two machines (default: 25; gpu: 200).")
  @Range(from = 1, to = 100_000)
  @Nullable Integer gbit;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images of an update, of all together (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 100_000_000)
  int batchSize = 8192;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Images that are seen in all (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1_000_000_000_000_000L)
  long images = 1_000_000_000;

  @Option(
      names = "--sum",
      paramLabel = "ring|halving",
      description =
          "How gradients are summed: from neighbour to neighbour, as today, or with partners at"
              + " distances 1, 2, 4 (default: ring).")
  Summation summation = Summation.RING;

  @Option(
      names = "--by-machine",
      description = "Sum within each machine first, then between machines.")
  boolean byMachine;

  @Option(
      names = "--bits",
      paramLabel = "N",
      description = "Bits of a gradient on its way (default: ${DEFAULT-VALUE}).")
  @Range(from = 8, to = 32)
  int bits = 32;

  @Option(
      names = "--sync-bn",
      description = "Batch norms exchange mean and variance over the batches of all.")
  boolean syncNorms;

  @Option(names = "--check", description = "Print the model beside what was measured, instead.")
  boolean check;

  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() {
    var measured = Measurements.here();
    return check ? check(measured) : Usage.of(command, () -> foretell(measured));
  }

  private int foretell(Measurements measured) {
    var work = work(model, Optional.ofNullable(input));
    var exchange = new Exchange(summation, bits / 8, byMachine, syncNorms);
    var forecast =
        new Forecast(new StepModel(work, cluster(measured, work), exchange), batchSize, images);
    if (workers > batchSize) {
      answer.note(
          "note: ",
          answer.say(
              "a batch of %,d images has work for %,d workers at most", batchSize, batchSize));
    }
    var points = forecast.upTo(workers);
    return answer.give(
        Map.of(
            "network", work.network(), "points", points.stream().map(ScaleCommand::row).toList()),
        out -> print(points, out));
  }

  private Cluster cluster(Measurements measured, Workload work) {
    return kind == Kind.CPU
        ? Clusters.processors(measured, work, gbit == null ? 25 : gbit)
        : Clusters.gpus(measured, work, gbit == null ? 200 : gbit);
  }

  private static Workload work(String name, Optional<Shape> input) {
    var options = ZooOptions.of(Map.of());
    return Workload.of(Zoo.of(name, input.map(options::withInput).orElse(options)));
  }

  private static Map<String, Object> row(Forecast.Point point) {
    var row = new LinkedHashMap<String, Object>();
    row.put("workers", point.workers());
    row.put("secondsComputing", point.step().computing());
    row.put("secondsWaiting", point.step().waiting());
    row.put("secondsExchanging", point.step().exchanging());
    row.put("secondsReading", point.step().reading());
    row.put("secondsStep", point.step().seconds());
    row.put("imagesPerSecond", point.imagesPerSecond());
    row.put("efficiency", point.efficiency());
    row.put("lost", point.lost());
    row.put("days", point.days());
    return row;
  }

  private static Map<String, Object> row(Measurements.Check check) {
    var row = new LinkedHashMap<String, Object>();
    row.put("network", check.network());
    row.put("processes", check.processes());
    row.put("link", check.link());
    row.put("secondsMeasured", check.measured());
    row.put("secondsModel", check.predicted());
    return row;
  }

  private void print(List<Forecast.Point> points, PrintWriter out) {
    var table =
        new Table(
            "workers",
            "images each",
            "computing, ms",
            "waiting",
            "gradients",
            "reading",
            "images/s",
            "efficiency",
            "lost, %",
            "days");
    for (var point : points) {
      var step = point.step();
      table.row(
          (long) point.workers(),
          number("%,.1f", (double) batchSize / point.workers()),
          number("%,.1f", 1e3 * step.computing()),
          number("%,.1f", 1e3 * step.waiting()),
          number("%,.1f", 1e3 * step.exchanging()),
          number("%,.1f", 1e3 * step.reading()),
          number("%,.0f", point.imagesPerSecond()),
          number("%.3f", point.efficiency()),
          number("%.2f", 100 * point.lost()),
          number("%,.2f", point.days()));
    }
    table.print(out);
  }

  private int check(Measurements measured) {
    var rows = measured.checks(name -> work(name.split("@", 2)[0], side(name)));
    return answer.give(
        Map.of("checks", rows.stream().map(ScaleCommand::row).toList()),
        out -> {
          var table =
              new Table("network", "processes", "link", "measured, ms", "model, ms", "ratio");
          for (var row : rows) {
            table.row(
                row.network(),
                (long) row.processes(),
                row.link(),
                number("%.0f", 1e3 * row.measured()),
                number("%.0f", 1e3 * row.predicted()),
                number("%.2f", row.predicted() / row.measured()));
          }
          table.print(out);
        });
  }

  private static Optional<Shape> side(String name) {
    int side = Integer.parseInt(name.split("@", 2)[1]);
    return Optional.of(Shape.of(3, side, side));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
