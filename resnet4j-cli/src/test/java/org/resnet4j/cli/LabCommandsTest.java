package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestMethodOrder(OrderAnnotation.class)
class LabCommandsTest {
  @TempDir static Path folder;

  private static Ran gradientFlow(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "experiment",
                "gradient-flow",
                "--data",
                "mnist-sample",
                "--depths",
                "8",
                "--steps",
                "2",
                "--batch-size",
                "8",
                "--output",
                folder.resolve("flow").toString(),
                "--json"));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }

  @Test
  void theListNamesEveryExperiment() {
    var json = Ran.command("experiment", "--list", "--json").done().json();
    assertThat(json.get("experiments").fieldNames())
        .toIterable()
        .containsExactly(
            "gradient-flow",
            "degradation",
            "shortcuts",
            "layer-responses",
            "complexity",
            "ancestors",
            "mnist",
            "claims");
  }

  @Test
  @Order(1)
  void anExperimentTellsItsPlanAndLeavesPagePicturesAndTables() throws IOException {
    var ran = gradientFlow().done();
    assertThat(ran.err()).contains("37 parts, 0 of them done before").contains("estimate:");
    var json = ran.json();
    assertThat(json.get("judgements")).isNotEmpty();
    assertThat(json.get("tables").get("first-to-last-activations")).hasSize(19);
    assertThat(json.at("/tables/first-to-last-activations/0/plain-8").isNumber()).isTrue();
    var rows = Files.readAllLines(folder.resolve("flow/tables/first-to-last-activations.csv"));
    assertThat(rows.get(1)).matches("\"batch norm, He, ReLU\",\\d+\\.\\d{10,},\\d+\\.\\d{10,}");
    var page = Files.readString(folder.resolve("flow/report.html"));
    assertThat(page)
        .contains("tables/first-to-last-activations.csv")
        .contains("rows of <code>network, condition, seed, layer, rms_dL_dW, norm_dL_dy</code>");
    assertThat(page)
        .contains("<svg")
        .contains("prefers-color-scheme")
        .doesNotContain("http://localhost");
    assertThat(commands(page))
        .contains("./resnet4j experiment gradient-flow --data mnist-sample --depths 8");
    assertThat(folder.resolve("flow/tables/every-layer.csv")).isNotEmptyFile();
    try (var figures = Files.list(folder.resolve("flow/figures"))) {
      assertThat(figures.map(file -> file.toString().replaceAll(".*\\.", "")))
          .contains("svg", "png");
    }
  }

  @Test
  @Order(2)
  void theSameExperimentAgainRunsNothing() {
    var again = gradientFlow().done();
    assertThat(again.err()).contains("37 parts, 37 of them done before").doesNotContain("estimate");
  }

  @Test
  @Order(3)
  void pagesOpenInChromiumWithoutComplaint() throws Exception {
    Chromium.opens(folder.resolve("flow/report.html"), "Do gradients vanish?");
  }

  @Test
  void aBudgetThatIsSpentLeavesOffAndSaysSo() {
    var ran =
        Ran.command(
            "experiment",
            "degradation",
            "--data",
            "mnist-sample",
            "--depths",
            "8",
            "--epochs",
            "1000",
            "--budget",
            "1s",
            "--output",
            folder.resolve("none").toString());
    assertThat(ran.code()).isEqualTo(130);
    assertThat(ran.out()).contains("stopped with 2 parts to go");
  }

  @Test
  void wrongUsageIsToldInOneSentence() {
    Ran.command("experiment", "gradient").failedWith(2, "no experiment 'gradient'");
    Ran.command("experiment", "complexity", "--epochs", "3").failedWith(2, "no --epochs");
    Ran.command("experiment", "mnist", "--data", "pets").failedWith(2, "'pets'");
    Ran.command("analyze", "gradients", "--data", "mnist-sample").failedWith(2, "MODEL is missing");
  }

  /** More batches than the loader has buffers, and the last one smaller. */
  @ParameterizedTest
  @ValueSource(strings = {"lesion", "landscape"})
  void theBatchSizeDoesNotMatter(String what) {
    assertThat(measured(what, 10)).isEqualTo(measured(what, 75));
  }

  private static String measured(String what, int batchSize) {
    var arguments =
        new ArrayList<>(
            List.of("analyze", what, "--weights", "mnist", "--data", "mnist-sample", "--json"));
    arguments.addAll(List.of("--images", "75", "--batch-size", Integer.toString(batchSize)));
    arguments.addAll(List.of("--output", folder.resolve(what + batchSize).toString()));
    if (what.equals("landscape")) {
      arguments.addAll(List.of("--points", "3", "--radius", "0.5"));
    }
    var tables = Ran.command(arguments.toArray(String[]::new)).done().json().get("tables");
    assertThat(tables).isNotEmpty();
    return tables.toString();
  }

  @Test
  void whatRepeatsAMeasurementHasEveryOption() throws IOException {
    var target = folder.resolve("plane");
    var given =
        "analyze landscape --weights mnist --data mnist-sample --images 8 --plane --points 3";
    var arguments = new ArrayList<>(List.of(given.split(" ")));
    arguments.addAll(List.of("--radius", "0.5", "--output", target.toString()));
    Ran.command(arguments.toArray(String[]::new)).done();
    assertThat(commands(Files.readString(target.resolve("report.html"))))
        .contains("--weights mnist")
        .contains("--plane --points 3 --radius 0.5")
        .contains("--data mnist-sample --images 8 --batch-size 128 --seed 0 --engine ")
        .doesNotContain("--output");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradients", "responses", "lesion", "landscape"})
  void aFreshNetworkCanBeLookedInto(String what) throws Exception {
    var target = folder.resolve(what);
    var ran =
        Ran.command(
            "analyze",
            what,
            "resnet14",
            "--data",
            "mnist-sample",
            "--images",
            "16",
            "--output",
            target.toString(),
            "--json");
    assertThat(ran.done().json().get("tables")).isNotEmpty();
    Chromium.opens(target.resolve("report.html"), "resnet14");
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"degradation", "layer-responses", "shortcuts", "mnist", "ancestors"})
  void everyExperimentThatTrainsRunsAtATinyBudget(String name) {
    Ran.command(
            "experiment",
            name,
            "--data",
            "mnist-sample",
            "--epochs",
            "1",
            "--output",
            folder.resolve(name).toString())
        .done();
  }

  /** What a reader copies from a page. */
  private static String commands(String page) {
    return page.replaceAll("</?span[^>]*>", "");
  }
}
