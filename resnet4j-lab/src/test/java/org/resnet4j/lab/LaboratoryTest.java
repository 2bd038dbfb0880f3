package org.resnet4j.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.EngineException;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.experiment.Spectator;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.provenance.Machine;
import org.resnet4j.provenance.Sitting;

class LaboratoryTest {
  @TempDir Path folder;
  private final List<String> ran = new ArrayList<>();
  private int stopAfter = Integer.MAX_VALUE;

  /** A part for each depth; its result is the depth times the batch size. */
  private final class Counting implements Experiment {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String about() {
      return "counts";
    }

    @Override
    public LabSettings defaults() {
      return new LabSettings("none", List.of(1, 2, 3), 0, 0, 7, 1, 0);
    }

    @Override
    public List<Part> parts(LabSettings settings) {
      return settings.depths().stream()
          .map(
              depth ->
                  new Part(
                      "d" + depth,
                      "batch " + settings.batchSize(),
                      1,
                      bench -> {
                        ran.add("d" + depth);
                        return IntNode.valueOf(depth * settings.batchSize());
                      }))
          .toList();
    }

    @Override
    public Findings findings(LabSettings settings, Map<String, JsonNode> results) {
      return new Findings("Counts", results.toString(), List.of());
    }
  }

  private Laboratory laboratory(String where) {
    return laboratory("counting", where);
  }

  private Laboratory laboratory(String name, String where) {
    return new Laboratory(
        folder.resolve(name),
        new Bench(
            where,
            layer -> {
              throw new EngineException("none here");
            },
            recipe -> {
              throw new IllegalStateException("no data here");
            },
            folder,
            () -> ran.size() >= stopAfter,
            Spectator.NOBODY,
            words -> {}));
  }

  private final Experiment counting = new Counting();

  @Test
  void whatIsDoneIsNotDoneAgain() {
    var first = laboratory("here").run(counting, counting.defaults(), event -> {});
    assertThat(first).isPresent();
    assertThat(first.get().findings().claim()).isEqualTo("{d1=7, d2=14, d3=21}");
    laboratory("here").run(counting, counting.defaults(), event -> {});
    assertThat(ran).containsExactly("d1", "d2", "d3");
  }

  @Test
  void whereAResultComesFromIsWhereItWasComputedNotWhereItIsReadAgain() throws IOException {
    var first = laboratory("here").run(counting, counting.defaults(), event -> {}).orElseThrow();
    assertThat(first.sittings()).containsExactly(Sitting.here());
    try (var files = Files.list(folder.resolve("counting/parts"))) {
      for (var file : files.filter(one -> !one.toString().contains("d1.")).toList()) {
        var json = Files.readString(file);
        Files.writeString(
            file, json.replaceAll("\"processor\":\"[^\"]*\"", "\"processor\":\"Z80\""));
      }
    }
    var again = laboratory("here").run(counting, counting.defaults(), event -> {}).orElseThrow();
    assertThat(again.sittings())
        .extracting(sitting -> sitting.machine().processor())
        .containsExactly(Machine.here().processor(), "Z80");
  }

  @Test
  void whatIsNewIsDoneBesideWhatIsThere() {
    var fewer = new LabSettings("none", List.of(1, 2), 0, 0, 7, 1, 0);
    laboratory("here").run(counting, fewer, event -> {});
    laboratory("here").run(counting, counting.defaults(), event -> {});
    assertThat(ran).containsExactly("d1", "d2", "d3");
  }

  @Test
  void otherSettingsAndOtherEnginesShareNothing() {
    var one = new LabSettings("none", List.of(1), 0, 0, 7, 1, 0);
    var larger = new LabSettings("none", List.of(1), 0, 0, 8, 1, 0);
    laboratory("here").run(counting, one, event -> {});
    var other = laboratory("here").run(counting, larger, event -> {}).orElseThrow();
    assertThat(other.findings().claim()).isEqualTo("{d1=8}");
    laboratory("there").run(counting, one, event -> {});
    assertThat(ran).containsExactly("d1", "d1", "d1");
    assertThat(laboratory("here").unfinished(counting, one)).isEmpty();
  }

  @Test
  void aPartThatWasStoppedIsNotKeptAndTheRestGoesOnLater() {
    stopAfter = 2;
    assertThat(laboratory("here").run(counting, counting.defaults(), event -> {})).isEmpty();
    assertThat(ran).containsExactly("d1", "d2");
    stopAfter = Integer.MAX_VALUE;
    assertThat(laboratory("here").unfinished(counting, counting.defaults())).hasSize(2);
    assertThat(laboratory("here").run(counting, counting.defaults(), event -> {})).isPresent();
    assertThat(ran).containsExactly("d1", "d2", "d2", "d3");
  }

  @Test
  void whatAnotherExperimentHasTrainedIsNotTrainedAgain() {
    laboratory("degradation", "here").run(counting, counting.defaults(), event -> {});
    var used = laboratory("counting", "here").run(counting, counting.defaults(), event -> {});
    assertThat(used.orElseThrow().findings().claim()).isEqualTo("{d1=7, d2=14, d3=21}");
    assertThat(ran).containsExactly("d1", "d2", "d3");
    laboratory("layer-responses", "there").run(counting, counting.defaults(), event -> {});
    assertThat(ran).hasSize(6);
  }

  @Test
  void theResponsesAreThoseOfTheNetworksThatDegradationTrained() {
    var responses = Experiments.of("layer-responses");
    var degradation = Experiments.of("degradation");
    assertThat(keys(responses.parts(responses.defaults())))
        .containsExactlyElementsOf(keys(degradation.parts(degradation.defaults())));
  }

  private static List<String> keys(List<Part> parts) {
    return parts.stream().map(part -> part.id() + " " + part.settings()).toList();
  }

  @Test
  void aBrokenPartFileIsNamed() throws IOException {
    laboratory("here").run(counting, counting.defaults(), event -> {});
    try (var files = Files.list(folder.resolve("counting/parts"))) {
      Files.writeString(files.sorted().findFirst().orElseThrow(), "{\"half\": ");
    }
    assertThatThrownBy(() -> laboratory("here").run(counting, counting.defaults(), event -> {}))
        .hasMessageContaining("d1.")
        .hasMessageContaining("delete it");
  }
}
