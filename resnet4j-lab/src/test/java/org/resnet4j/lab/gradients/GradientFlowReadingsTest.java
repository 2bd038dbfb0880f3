package org.resnet4j.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Figure.HeatMap;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Series;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Prose;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.lab.findings.Findings.Verdict;

/** What somebody reads off the page of gradients: words of verdicts, digits, axes and labels. */
final class GradientFlowReadingsTest {
  private static final int DEPTH = 56;

  /** What the first layer of each kind gets of the gradient, under every condition. */
  private record Arriving(double plain, double residual) {}

  private static Findings read(Arriving arriving, int depth, int steps, String precision) {
    var settings = new LabSettings("mnist", List.of(depth), 0, steps, 32, 1, 0);
    return new GradientFlowExperiment()
        .findings(settings, results(arriving, depth, steps, precision));
  }

  private static Map<String, JsonNode> results(
      Arriving arriving, int depth, int steps, String precision) {
    Map<String, JsonNode> results = new HashMap<>();
    var conditions = new ArrayList<>(Condition.GRID);
    conditions.add(Condition.SIGMOID_EVERYWHERE);
    for (var condition : conditions) {
      results.put(
          GradientFlowResults.id("plain", depth, condition, 0),
          result(depth, steps, arriving.plain, precision));
      results.put(
          GradientFlowResults.id("resnet", depth, condition, 0),
          result(depth, steps, arriving.residual, precision));
    }
    return results;
  }

  /** Every layer's gradient is 1 but the first one's. */
  private static ObjectNode result(int depth, int steps, double first, String precision) {
    var node = JsonNodeFactory.instance.objectNode().put("precision", precision);
    for (int layer = 0; layer < depth; layer++) {
      node.withArray("layers").add("layer" + layer);
    }
    for (int step = 0; step < steps; step++) {
      var measured = node.withArray("steps").addObject().put("step", step).put("loss", 2.3);
      for (var what : List.of("weights", "activations")) {
        var values = measured.putArray(what);
        for (int layer = 0; layer < depth; layer++) {
          values.add(layer == 0 ? first : 1);
        }
      }
    }
    var gain = node.putArray("blocks").addObject().put("block", "layer1.0");
    gain.put("gain", 1.1).put("branchGain", 0.5).put("alignment", 0.9);
    return node;
  }

  private static Judgement about(Findings findings, String words) {
    return findings.judgements().stream()
        .filter(one -> one.sentence().contains(words))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> all(Findings findings, Class<T> kind) {
    return findings.blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Lines figure(Findings findings, String title) {
    return all(findings, Lines.class).stream()
        .filter(one -> one.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRatioHasOneWordWhateverTheClaimAndThePageSaysWhereTheWordBegins() {
    for (double plain : new double[] {2.8e4, 5.2e4}) {
      var findings = read(new Arriving(plain, 67), DEPTH, 2, "fp64");
      for (var claim : List.of("before the first update", "after a few updates")) {
        var told = about(findings, claim);
        assertThat(told.verdict()).isEqualTo(Verdict.DOES_NOT);
        assertThat(told.evidence()).contains("(explodes)", "ResNet-56 67.0 (healthy)");
      }
      assertThat(findings.blocks()).contains(new Prose(Health.THRESHOLDS));
    }
    var healthy = read(new Arriving(67, 2), DEPTH, 2, "fp64");
    assertThat(about(healthy, "before the first update").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(about(healthy, "small initialisation").verdict()).isEqualTo(Verdict.DOES_NOT);
  }

  /** The first layer is as healthy as before: only those behind it get nothing. */
  @Test
  void layersInBetweenThatTrainingStarvesAreNotHealthy() {
    var settings = new LabSettings("mnist", List.of(DEPTH), 0, 2, 32, 1, 0);
    var results = results(new Arriving(1, 1), DEPTH, 2, "fp64");
    var plain = results.get(GradientFlowResults.id("plain", DEPTH, Condition.PAPER, 0));
    ((ArrayNode) plain.at("/steps/1/activations")).set(2, 1.5e-6);
    var told =
        about(new GradientFlowExperiment().findings(settings, results), "after a few updates");
    assertThat(told.verdict()).isEqualTo(Verdict.DOES_NOT);
    assertThat(told.evidence())
        .isEqualTo(
            "the layer farthest from the last / last layer: plain-56 1.50e-06 (vanishes), ResNet-56"
                + " 1.00 (healthy) after 1 update");
  }

  @Test
  void whatWasNotMeasuredIsSaidWithTheOptionsThatWouldMeasureIt() {
    var untrained = about(read(new Arriving(1, 1), DEPTH, 1, "fp64"), "after a few updates");
    assertThat(untrained.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(untrained.evidence()).endsWith("./resnet4j experiment gradient-flow --steps 20");
    assertThat(read(new Arriving(1e-9, 1), 8, 2, "fp64").judgements())
        .allSatisfy(
            one -> {
              assertThat(one.verdict()).isEqualTo(Verdict.NOT_MEASURED);
              assertThat(one.evidence()).startsWith("8 layers are not deep").endsWith("20,56");
            });
    var overflowed = read(new Arriving(Double.NaN, 1), DEPTH, 2, "fp32");
    assertThat(about(overflowed, "before the first update").verdict())
        .isEqualTo(Verdict.NOT_MEASURED);
  }

  @Test
  void nothingIsPrintedAsZeroThatIsNotZero() {
    assertThat(plainCell(0, "fp32")).isEqualTo(Cell.text("underflow"));
    assertThat(plainCell(0, "fp64").printed()).isEqualTo("0");
    assertThat(plainCell(4.2e-200, "fp64").printed()).isEqualTo("4.20e-200");
    assertThat(plainCell(4.2e-200, "fp64").exact()).isEqualTo("4.2E-200");
  }

  private static Cell plainCell(double first, String precision) {
    var table = all(read(new Arriving(first, 1), DEPTH, 1, precision), Table.class).getFirst();
    assertThat(table.columns()).containsExactly("condition", "plain-56", "ResNet-56");
    return table.rows().getFirst().get(1);
  }

  @Test
  void layerByLayerIsTheGradientOfTheOutputsOnAxesThatPanelsShare() {
    var findings = read(new Arriving(1e-30, 0.5), DEPTH, 2, "fp64");
    for (var condition : Condition.WATCHED) {
      var plain = figure(findings, "Plain: " + condition.words());
      var residual = figure(findings, "Residual: " + condition.words());
      assertThat(plain.yLabel()).isEqualTo(residual.yLabel()).contains("∂L/∂y");
      assertThat(plain.spanned()).isEqualTo(residual.spanned()).hasSize(2);
      assertThat(plain.marks().getFirst().words()).isEqualTo("fc");
      assertThat(plain.marks().getFirst().x()).isEqualTo(DEPTH);
    }
  }

  @Test
  void strokesStepsAndAlignmentAreNamedOnTheirFigures() {
    var findings = read(new Arriving(1e-30, 0.5), DEPTH, 3, "fp64");
    assertThat(figure(findings, "How much arrives").series().stream().map(Series::name))
        .contains("dashed: plain", "solid: residual");
    assertThat(figure(findings, "Alignment").yLabel()).isEqualTo("alignment (cosine)");
    var maps = all(findings, HeatMap.class);
    assertThat(maps).hasSize(2 * Condition.WATCHED.size());
    for (int i = 0; i < maps.size(); i += 2) {
      assertThat(maps.get(i).least()).isEqualTo(maps.get(i + 1).least()).isEqualTo(1e-30);
      assertThat(maps.get(i).most()).isEqualTo(maps.get(i + 1).most()).isEqualTo(1);
      assertThat(maps.get(i).xLabel()).contains("step of training", "1: before the first update");
      assertThat(maps.get(i).across().last()).isEqualTo(3);
    }
  }
}
