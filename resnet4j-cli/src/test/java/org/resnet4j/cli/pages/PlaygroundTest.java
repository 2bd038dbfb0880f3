package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.provenance.Sitting;
import org.resnet4j.report.experiment.ExperimentReport;
import org.resnet4j.report.experiment.Provenance;
import org.resnet4j.report.language.Language;

/** The gradient flow's page, on which one chooses what to see of what was measured. */
@Timeout(200)
final class PlaygroundTest {
  private static final String SAID = ".playground .said";
  private static final String BARS = ".playground rect";
  private static final LabSettings SETTINGS =
      new LabSettings("mnist", List.of(8, 20), 0, 3, 32, 1, 0);

  @TempDir Path folder;

  /**
   * Each layer has a gradient a hundred times that of the layer before it; in residual ones all.
   */
  private static JsonNode result(String part) {
    boolean plain = part.startsWith("plain");
    int depth = Integer.parseInt(part.replaceAll("\\D*(\\d+)\\..*", "$1"));
    var node = JsonNodeFactory.instance.objectNode().put("precision", "fp64");
    for (int i = 0; i < depth; i++) {
      node.withArray("layers").add("conv" + i);
    }
    for (int step = 0; step < (depth == 20 ? 3 : 1); step++) {
      var one = node.withArray("steps").addObject();
      for (int i = 0; i < depth; i++) {
        double value = plain ? Math.pow(10, -2.0 * (depth - 1 - i)) : 1.25 + step;
        one.withArray("weights").add(value);
        one.withArray("activations").add(value);
      }
    }
    node.withArray("blocks")
        .addObject()
        .put("block", "layer1.0")
        .put("gain", 1.1)
        .put("branchGain", 0.5)
        .put("alignment", 0.9);
    return node;
  }

  private Path page(String language) throws Exception {
    var experiment = Experiments.of("gradient-flow");
    var results = new HashMap<String, JsonNode>();
    experiment.parts(SETTINGS).forEach(part -> results.put(part.id(), result(part.id())));
    var provenance =
        new Provenance(
            "./resnet4j experiment gradient-flow",
            SETTINGS,
            List.of("torch"),
            List.of(Sitting.here()),
            1);
    var findings = experiment.findings(SETTINGS, results);
    var page = new ExperimentReport(findings, provenance, Language.of(language));
    return Files.writeString(folder.resolve(language + ".html"), page.html());
  }

  @Test
  void whatIsChosenIsWhatWasMeasured() throws Exception {
    try (var browser = Browser.open()) {
      browser.go(page("en").toUri().toString());
      browser.until("document.querySelectorAll('%s').length === 20".formatted(BARS));
      assertThat(browser.text(SAID))
          .isEqualTo("plain-20, first layer / last layer: 1.00e-36 (vanishes)");
      assertThat(bars(browser)).as("1e-12 is where the axis begins").isEqualTo(6);
      browser.screenshot("playground-plain");
      choose(browser, 0, 1); // residual
      assertThat(browser.text(SAID))
          .isEqualTo("ResNet-20, first layer / last layer: 1.00 (healthy)");
      assertThat(bars(browser)).isEqualTo(20);
      browser.value("document.querySelector('.playground').scrollIntoView()");
      Thread.sleep(500);
      browser.screenshot("playground-residual");
      browser.value("document.querySelector('.step input').focus()");
      browser.key("ArrowRight", 39);
      browser.until("document.querySelector('%s title').textContent === '1: 2.25'".formatted(BARS));
      choose(browser, 1, 0); // depth 8
      browser.until("document.querySelectorAll('%s').length === 8".formatted(BARS));
      assertThat(browser.value("document.querySelector('.step input').disabled").asBoolean())
          .as("a single step")
          .isTrue();
      browser.isWellMade();
    }
  }

  @Test
  void whatWasNotMeasuredCannotBeChosenAndTheKeyboardSuffices() throws Exception {
    try (var browser = Browser.open()) {
      browser.go(page("ko").toUri().toString());
      browser.until("document.querySelectorAll('%s').length === 20".formatted(BARS));
      assertThat(browser.text(SAID)).isEqualTo("plain-20, 첫 층 / 마지막 층: 1.00e-36(소실)");
      var behindSum = "document.querySelector('[name=control4][value=\"3\"]').disabled";
      assertThat(browser.value(behindSum).asBoolean()).isTrue();
      browser.value("document.querySelector('[name=control3]:checked').focus()");
      browser.key("ArrowLeft", 37); // Xavier
      assertThat(browser.value(behindSum).asBoolean()).isFalse();
      choose(browser, 4, 3);
      assertThat(
              browser
                  .value("document.querySelector('[name=control2][value=\"0\"]').disabled")
                  .asBoolean())
          .as("batch norm with a sigmoid behind the sum")
          .isTrue();
      browser.isWellMade();
      browser.dark(true);
      browser.size(390, 844);
      browser.isWellMade();
      browser.value("document.querySelector('.playground').scrollIntoView()");
      browser.screenshot("playground-phone");
    }
  }

  private static void choose(Browser browser, int control, int option) {
    browser.click("[name=control%d][value=\"%d\"]".formatted(control, option));
  }

  /** Bars that are seen. */
  private static int bars(Browser browser) {
    return browser
        .value(
            "[...document.querySelectorAll('%s')].filter(r => r.getAttribute('height') > 0).length"
                .formatted(BARS))
        .asInt();
  }
}
