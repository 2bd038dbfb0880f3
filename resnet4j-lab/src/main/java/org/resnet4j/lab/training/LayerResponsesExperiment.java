package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.resnet4j.analyze.LayerResponses;
import org.resnet4j.engine.Engine;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Block;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.weights.Network;

/** The standard deviations of layer responses of trained networks (section 4.2, Figure 7). */
public final class LayerResponsesExperiment implements Experiment {
  /**
   * The measurement that the trainings of {@link DegradationExperiment} make too, so that their
   * results can be used here.
   */
  static final Contestant.Measurement RESPONSES =
      new Contestant.Measurement("layer responses, ", LayerResponsesExperiment::measure);

  @Override
  public String name() {
    return "layer-responses";
  }

  @Override
  public String about() {
    return "the strength of layer responses, plain against residual (Figure 7)";
  }

  @Override
  public LabSettings defaults() {
    return new LabSettings("cifar10", List.of(20, 56), 8, 0, 128, 1, 0);
  }

  @Override
  public List<Part> parts(LabSettings settings) {
    return Contestant.parts(contestants(settings), settings, RESPONSES);
  }

  private static void measure(ObjectNode json, Engine engine, Network network, TrainingData data) {
    try (var test = data.test()) {
      var responses = LayerResponses.measure(engine, network, test.next().orElseThrow()).layers();
      var array = json.putArray("responses");
      responses.forEach(response -> array.add(response.deviation()));
    }
  }

  private static List<Contestant> contestants(LabSettings settings) {
    var all = new ArrayList<Contestant>();
    settings.depths().forEach(depth -> all.add(contestant("plain", depth)));
    settings.depths().forEach(depth -> all.add(contestant("resnet", depth)));
    return all;
  }

  private static Contestant contestant(String kind, int depth) {
    boolean plain = kind.equals("plain");
    return new Contestant((plain ? "plain-" : "ResNet-") + depth, kind + depth, plain);
  }

  @Override
  public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
    var rows = new ArrayList<List<Cell>>();
    var inOrder = new ArrayList<Series>();
    var sorted = new ArrayList<Series>();
    var comparison = new Comparison(settings, results);
    var all = contestants(settings);
    for (var one : all) {
      int colour = settings.depths().indexOf(one.depth());
      var values = responses(one, comparison);
      var x = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
      inOrder.add(new Series(one.label(), x, values, one.dashed(), colour));
      var descending = Arrays.stream(values).map(v -> -v).sorted().map(v -> -v).toArray();
      sorted.add(new Series(one.label(), x, descending, one.dashed(), colour));
      rows.add(
          comparison.diverged(one).isPresent()
              ? List.of(Cell.text(one.label()), Cell.text("diverged"), Cell.text("diverged"))
              : List.of(
                  Cell.text(one.label()),
                  cell(comparison.spread(one, LayerResponsesExperiment::mean)),
                  cell(comparison.spread(one, LayerResponsesExperiment::largest))));
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Prose(comparison.conditions()));
    comparison.divergences(all).ifPresent(blocks::add);
    blocks.add(smaller(comparison));
    blocks.add(new Prose(Ruling.OF_TRAINED));
    blocks.add(figure("In the order of the layers", inOrder));
    blocks.add(figure("In descending order", sorted));
    blocks.add(
        new Table(
            "layer-responses",
            "Standard deviation of the responses",
            List.of("network", "mean over layers", "largest"),
            rows));
    return new Findings(
        "Layer responses",
        "Section 4.2, Figure 7: residual networks have generally smaller responses than their plain"
            + " counterparts, and the deeper ones the smaller.",
        blocks);
  }

  private static Lines figure(String title, List<Series> series) {
    return new Lines(
        title, "layer", "standard deviation of the response", Scale.LINEAR, Scale.LINEAR, series);
  }

  private Judgement smaller(Comparison comparison) {
    int depth = comparison.settings().deepest();
    var plain = contestant("plain", depth);
    var residual = contestant("resnet", depth);
    return new Ruling(this, comparison)
        .smaller(
            "Residual networks have smaller responses than plain ones.",
            residual,
            plain,
            LayerResponsesExperiment::mean,
            String.format(
                Locale.ROOT,
                "mean over the layers at depth %d: ResNet %s, plain %s",
                depth,
                number(comparison.spread(residual, LayerResponsesExperiment::mean)),
                number(comparison.spread(plain, LayerResponsesExperiment::mean))));
  }

  /** Of the first seed; none of a network that diverged. */
  private static double[] responses(Contestant one, Comparison comparison) {
    return responses(comparison.results().get(one.id(comparison.settings().seed())));
  }

  private static double[] responses(JsonNode run) {
    var array = run.path("responses");
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  private static double mean(JsonNode run) {
    return Arrays.stream(responses(run)).average().orElse(Double.NaN);
  }

  private static double largest(JsonNode run) {
    return Arrays.stream(responses(run)).max().orElse(Double.NaN);
  }

  private static Cell cell(Spread spread) {
    var cell = Cell.of(spread.mean(), number(spread));
    return spread.count() > 1 ? cell.plusMinus(spread.deviation()) : cell;
  }

  private static String number(Spread spread) {
    return spread.count() > 1
        ? String.format(Locale.ROOT, "%.3f ± %.3f", spread.mean(), spread.deviation())
        : String.format(Locale.ROOT, "%.3f", spread.mean());
  }
}
