package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.lab.Experiments;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.lab.findings.FindingsJson;
import org.resnet4j.provenance.Sitting;
import org.resnet4j.report.experiment.ExperimentReport;
import org.resnet4j.report.experiment.Provenance;
import org.resnet4j.report.language.Language;

/** Every page of a command, read as a Korean reader would: no English word but names. */
final class KoreanPagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "experiment degradation --depths 8 --epochs 1",
        "analyze gradients resnet14 --images 8",
        "analyze responses resnet14 --images 8",
        "analyze lesion resnet14 --images 8",
        "analyze landscape resnet14 --images 8 --points 3",
        "analyze landscape plain14 --images 8 --points 3 --plane",
        "train --model lenet5 --epochs 1"
      })
  void aPageOfACommandIsKorean(String command) throws IOException {
    var place = folder.resolve(Integer.toHexString(command.hashCode()));
    var words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--data", "mnist-sample", "--lang", "ko", "--output", place.toString()));
    var ran = Ran.command(words.toArray(String[]::new)).done();
    assertThat(KoreanReader.english(Files.readString(place.resolve("report.html")))).isEmpty();
    if (!command.startsWith("train")) {
      assertThat(KoreanReader.english((ran.out() + ran.err()).replace(place.toString(), "")))
          .isEmpty();
      assertThat(Files.readString(place.resolve("findings.json"))).doesNotContainPattern("[가-힣]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gradient-flow",
        "degradation",
        "layer-responses",
        "complexity",
        "claims",
        "shortcuts",
        "ancestors",
        "mnist"
      })
  void aPageOfAnExperimentIsKorean(String name) {
    var experiment = Experiments.of(name);
    var settings = experiment.defaults();
    var results = new HashMap<String, JsonNode>();
    experiment.parts(settings).forEach(part -> results.put(part.id(), result(part.id())));
    var provenance =
        new Provenance(
            "./resnet4j experiment " + name,
            settings,
            List.of("vector"),
            List.of(Sitting.here()),
            1);
    var findings = experiment.findings(settings, results);
    var page = new ExperimentReport(findings, provenance, Language.of("ko")).html();
    assertThat(page).contains("<html lang=\"ko\">");
    assertThat(KoreanReader.english(page)).isEmpty();
    assertThat(page).as("names of files").doesNotContainPattern("tables/[^<]*[가-힣][^<]*\\.csv");
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLDS", "DOES_NOT"})
  void claimsThatQuoteOtherExperimentsAreKorean(Verdict verdict) throws IOException {
    var claims = Experiments.of("claims");
    var results = new HashMap<String, JsonNode>();
    claims.parts(claims.defaults()).forEach(part -> results.put(part.id(), result(part.id())));
    for (var name : claims.uses()) {
      var other = Experiments.of(name);
      var settings = other.defaults();
      var measured = new HashMap<String, JsonNode>();
      other.parts(settings).forEach(part -> measured.put(part.id(), result("trained")));
      var json = JSON.readTree(FindingsJson.write(other.findings(settings, measured), ""));
      json.get("judgements").forEach(one -> ((ObjectNode) one).put("verdict", verdict.name()));
      results.put("findings/" + name, json);
    }
    var findings = claims.findings(claims.defaults(), results);
    assertThat(findings.judgements().toString()).contains("closer to zero", "in place of ImageNet");
    var provenance = new Provenance("", claims.defaults(), List.of(), List.of(), 1);
    var page = new ExperimentReport(findings, provenance, Language.of("ko")).html();
    assertThat(KoreanReader.english(page)).isEmpty();
  }

  /** What a part of any experiment might have measured. */
  private static JsonNode result(String part) {
    var numbers = IntStream.range(0, 60).mapToObj(i -> "1.5").collect(Collectors.joining(","));
    var names = IntStream.range(0, 60).mapToObj(i -> "\"conv1\"").collect(Collectors.joining(","));
    var json =
        """
        {"engine": "vector", "seconds": 0.5, "testError": 0.1, "trainError": 0.05,
         "trainLoss": 0.2, "parameters": 1000, "multiplyAdds": 1000000, "iterations": 10,
         "imagesPerSecond": 5, "precision": "fp32", "layers": [%2$s],
         "curve": [{"epoch": 1, "trainError": 0.2, "testError": 0.3},
                   {"epoch": 2, "trainError": 0.05, "testError": 0.1}],
         "steps": [{"step": 0, "loss": 2.3, "weights": [%1$s], "activations": [%1$s]},
                   {"step": 1, "loss": 2.2, "weights": [%1$s], "activations": [%1$s]}],
          "responses": [%1$s],
         "blocks": [{"block": "layer1.0", "gain": 1.1, "branchGain": 0.5, "alignment": 0.9}]}
        """
            .formatted(numbers, names);
    try {
      var node = JSON.readTree(json);
      return part.startsWith("plain56")
          ? JSON.readTree(
              "{\"diverged\": \"the loss became NaN in epoch 1 at iteration 3 with learning rate"
                  + " 0.1\","
                  + json.substring(json.indexOf('{') + 1))
          : node;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEnglishWordWouldBeFound() {
    assertThat(KoreanReader.english("<p>첫 층 and 마지막 층</p><pre>train</pre>")).containsExactly("and");
  }
}
