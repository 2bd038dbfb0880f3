package org.resnet4j.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.report.language.Language;

/** The findings of trainings on a terminal of 80 columns. */
final class FindingsTextTest {
  @BeforeEach
  void aTerminal() {
    System.setProperty("resnet4j.columns", "80");
  }

  @AfterEach
  void none() {
    System.clearProperty("resnet4j.columns");
  }

  @ParameterizedTest
  @CsvSource({
    "degradation, en, plain-20", "degradation, ko, plain-20",
    "mnist, en, ResNet-20", "mnist, ko, ResNet-20"
  })
  void theTableOfSeveralSeedsIsOneBlockAndSaysEachDeviationOnce(
      String name, String tag, String network) {
    var findings = threeSeeds(name);
    var table =
        findings.blocks().stream().filter(Findings.Table.class::isInstance).findFirst().get();
    var text = new StringWriter();
    var only = new Findings("", "", List.of(table));
    FindingsText.print(only, Language.of(tag), new PrintWriter(text, true));
    var shown = text.toString();
    assertThat(shown.lines()).as(shown).allMatch(line -> Lines.columns(line) <= 80);
    assertThat(shown.lines().filter(line -> line.startsWith(network + " "))).as(shown).hasSize(1);
    assertThat(shown.lines().filter(line -> line.startsWith(network + " ")).toList())
        .first()
        .asString()
        .containsOnlyOnce("31.00 ± 1.00")
        .containsOnlyOnce("41.00 ± 1.00");
  }

  /** Errors of 30, 31 and 32 per cent in training and ten more in the test. */
  private static Findings threeSeeds(String name) {
    var experiment = Experiments.of(name);
    var usual = experiment.defaults();
    var settings =
        new LabSettings(usual.data(), usual.depths(), 2, 0, usual.batchSize(), 3, usual.seed());
    Map<String, JsonNode> results = new HashMap<>();
    for (var part : experiment.parts(settings)) {
      var json = JsonNodeFactory.instance.objectNode();
      double error =
          0.3 + 0.01 * Character.getNumericValue(part.id().charAt(part.id().length() - 1));
      json.put("parameters", 852_730).put("multiplyAdds", 125_849_344).put("seconds", 480.2);
      json.put("trainError", error).put("testError", error + 0.1);
      json.putArray("curve");
      for (int epoch = 1; epoch <= 2; epoch++) {
        json.withArray("curve")
            .addObject()
            .put("epoch", epoch)
            .put("trainError", error)
            .put("testError", error + 0.1);
      }
      results.put(part.id(), json);
    }
    return experiment.findings(settings, results);
  }
}
