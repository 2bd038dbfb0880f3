package org.resnet4j.lab.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure.Bar;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.lab.findings.Figure.Networks;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Heading;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** Sizes and costs computed from the networks, beside the figures that the paper prints. */
public final class ComplexityExperiment implements Experiment {
  private static final List<String> TIMED =
      List.of("resnet18", "resnet34", "resnet50", "plain34", "vgg19");

  /** The JVM compiles while the first images are computed. */
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** About as many images as that takes, for the estimate. */
  private static final int WARM_UP_IMAGES = 30;

  @Override
  public String name() {
    return "complexity";
  }

  @Override
  public String about() {
    return "Table 1 recomputed: parameters, multiply-adds, time per image";
  }

  @Override
  public LabSettings defaults() {
    return new LabSettings("none", List.of(), 0, 5, 1, 1, 0);
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    return TIMED.stream()
        .map(
            model -> {
              var architecture = Zoo.of(model);
              long cost = Cost.of(architecture.layer(), architecture.input()).multiplyAdds();
              return new Part(
                  "time-" + model,
                  "time of one image after "
                      + WARM_UP.toSeconds()
                      + " s of others, median of "
                      + settings.steps(),
                  (double) cost * (settings.steps() + WARM_UP_IMAGES),
                  bench -> time(architecture, settings.steps(), bench));
            })
        .toList();
  }

  private static JsonNode time(Architecture architecture, int repetitions, Bench bench) {
    var input = architecture.input();
    var image = new float[Math.toIntExact(input.elements())];
    for (int i = 0; i < image.length; i++) {
      image[i] = (i % 255) / 255f;
    }
    try (var engine = bench.engines().apply(architecture.layer());
        var predictor = engine.prediction(Network.create(architecture, 0))) {
      Runnable once =
          () -> predictor.logits(image, 1, input.channels(), input.height(), input.width());
      for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP.toNanos(); ) {
        once.run();
      }
      var seconds = new double[repetitions];
      for (int k = 0; k < repetitions; k++) {
        long begin = System.nanoTime();
        once.run();
        seconds[k] = (System.nanoTime() - begin) / 1e9;
      }
      Arrays.sort(seconds);
      return JsonNodeFactory.instance
          .objectNode()
          .put("engine", engine.description())
          .put("seconds", seconds[repetitions / 2]);
    }
  }

  @Override
  public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Prose(
            "Multiply-adds are those of convolutions and the classifier for one image. The paper's"
                + " printed figures are rounded to its digits; the last column says whether ours,"
                + " rounded or cut to the same digits, agrees."));
    blocks.add(printed());
    blocks.add(
        new Prose(
            "VGG-16 is the one that differs: its thirteen convolutions take 15.35 billion"
                + " multiply-adds, which the paper rounds; its three fully connected layers bring"
                + " it to 15.47. With torchvision's placement of the stride (on the 3 × 3)"
                + " ResNet-50 takes 4.09 instead of 3.86 billion."));
    blocks.add(new Heading("Table 1"));
    blocks.add(TableOne.table());
    blocks.add(new Heading("Figure 3"));
    blocks.add(
        new Networks(
            "VGG-19, plain-34 and ResNet-34",
            List.of(
                Zoo.of("vgg19"),
                Zoo.of("plain34"),
                Zoo.of("resnet34", ZooOptions.DEFAULTS.withShortcut(Shortcut.A)))));
    blocks.add(new Heading("Stage by stage"));
    blocks.add(stages());
    blocks.add(new Heading("Time beside cost"));
    blocks.add(times(results));
    blocks.add(bars());
    blocks.add(new Heading("Two blocks of similar cost"));
    blocks.add(
        new Prose(
            "Figure 5's blocks on a map of h × w: the basic block's two 3 × 3 convolutions of 64"
                + " channels take 2 · 9 · 64 · 64 = 73,728 multiply-adds per pixel; the bottleneck"
                + " on 256 channels takes 256 · 64 + 9 · 64 · 64 + 64 · 256 = 69,632. Four times as"
                + " many channels enter and leave for less work: the 1 × 1 convolutions take nearly"
                + " half of it. Two 3 × 3 convolutions on 256 channels would take 1,179,648."));
    return new Findings(
        "Complexity",
        "Table 1: 1.8, 3.6, 3.8, 7.6 and 11.3 billion multiply-adds; section 3.3: the 34-layer"
            + " baseline has 3.6 billion, 18 % of VGG-19's 19.6.",
        blocks);
  }

  private static Table printed() {
    var rows = new ArrayList<List<Cell>>();
    for (var one : Printed.ALL) {
      var cost = Cost.of(one.architecture().layer(), one.input());
      boolean size = Double.isNaN(one.multiplyAdds());
      double ours = size ? cost.parameters() / 1e6 : cost.multiplyAdds() / 1e9;
      double theirs = size ? one.millionParameters() : one.multiplyAdds() / 1e9;
      int digits = size && theirs < 1 ? 2 : 1;
      rows.add(
          List.of(
              Cell.text(one.network()),
              Cell.of(cost.parameters(), String.format(Locale.ROOT, "%,d", cost.parameters())),
              number("%.3f", cost.multiplyAdds() / 1e9),
              Cell.text(
                  String.format(
                      Locale.ROOT, size ? "%s M parameters" : "%s G multiply-adds", theirs)),
              Cell.text(one.source()),
              Cell.text(agrees(ours, theirs, digits) ? "yes" : "no")));
    }
    return new Table(
        "complexity",
        "Sizes and costs, ours and printed",
        List.of(
            "network",
            "parameters",
            "multiply-adds, billion",
            "the paper prints",
            "where",
            "agrees"),
        rows);
  }

  /** The rows of Table 1: the output size of each stage, and its cost in each network. */
  private static Table stages() {
    var networks =
        Printed.ALL.stream()
            .filter(one -> one.model().matches("resnet(18|34|50|101|152)"))
            .toList();
    var columns = new ArrayList<>(List.of("stage", "output"));
    networks.forEach(one -> columns.add(one.network()));
    var rows = new ArrayList<List<Cell>>();
    for (var stage : List.of("conv1", "layer1", "layer2", "layer3", "layer4", "fc")) {
      var row = new ArrayList<>(List.of(Cell.text(stage)));
      for (var one : networks) {
        var all =
            Cost.of(one.architecture().layer(), one.input()).rows().stream()
                .filter(r -> (r.node().path() + ".").startsWith(stage + "."))
                .toList();
        var out = all.getLast().node().out();
        if (row.size() == 1) {
          row.add(
              Cell.text(
                  out.isImage()
                      ? String.format(Locale.ROOT, "%d × %d", out.height(), out.width())
                      : "1 × 1"));
        }
        long cost = all.stream().mapToLong(Cost.Row::multiplyAdds).sum();
        row.add(number("%.3f", cost / 1e9));
      }
      rows.add(row);
    }
    return new Table("stages", "Multiply-adds of each stage, billion", columns, rows);
  }

  private static Cell number(String format, double value) {
    return Cell.of(value, String.format(Locale.ROOT, format, value));
  }

  /** Whether a value rounded or cut to these decimals is the printed one. */
  static boolean agrees(double value, double printed, int decimals) {
    double unit = Math.pow(10, -decimals);
    return Math.abs(Math.round(value / unit) * unit - printed) < unit / 100
        || Math.abs(Math.floor(value / unit) * unit - printed) < unit / 100;
  }

  private static Table times(Map<String, JsonNode> results) {
    var rows = new ArrayList<List<Cell>>();
    var engine = "";
    for (var model : TIMED) {
      var result = results.get("time-" + model);
      engine = result.get("engine").asText();
      double seconds = result.get("seconds").asDouble();
      double billions = Cost.of(Zoo.of(model).layer(), Zoo.of(model).input()).multiplyAdds() / 1e9;
      rows.add(
          List.of(
              Cell.text(model),
              number("%.3f", billions),
              number("%.1f", 1000 * seconds),
              number("%.0f", billions / seconds)));
    }
    return new Table(
        "time-per-image",
        "Prediction of one image of 224², median, on " + engine,
        List.of("network", "multiply-adds, billion", "milliseconds", "billion per second"),
        rows);
  }

  private static Bars bars() {
    var imageNet = Printed.ALL.stream().filter(p -> !Double.isNaN(p.multiplyAdds())).toList();
    return new Bars(
        "Multiply-adds of one image of 224²",
        "network",
        "multiply-adds, billion",
        imageNet.stream().map(Printed::network).toList(),
        List.of(
            new Bar(
                "computed",
                imageNet.stream()
                    .mapToDouble(
                        p -> Cost.of(p.architecture().layer(), p.input()).multiplyAdds() / 1e9)
                    .toArray()),
            new Bar(
                "printed", imageNet.stream().mapToDouble(p -> p.multiplyAdds() / 1e9).toArray())));
  }
}
