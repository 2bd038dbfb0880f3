package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.weights.format.WeightFile;

/** Training by the command, on the sample and a network so small that it takes seconds. */
final class TrainTest {
  @TempDir Path folder;

  @Test
  void aRunLeavesResultCurvesReportAndWeightsThatEvaluateTheSame() throws Exception {
    var run = folder.resolve("run");
    var result = train(run, "--epochs", "2", "--seed", "5").done().json();
    assertThat(result.get("testAccuracy").asDouble()).isBetween(0.15, 1.0);
    assertThat(result.get("trainSeconds").asDouble()).isPositive();
    assertThat(result.get("imagesPerSecond").asDouble()).isPositive();
    assertThat(result.at("/recipe/seed").asLong()).isEqualTo(5);
    assertThat(run.resolve("curve.svg")).content().contains("<svg", "test");
    assertThat(run.resolve("report.html"))
        .content()
        .contains("lenet5 trained on mnist-sample", "Misread images", "data:image/png");
    assertThat(run.resolve("log.jsonl")).content().contains("\"event\":\"done\"");
    try (var files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("events.out.tfevents."));
    }
    var weights = run.resolve("model.safetensors").toString();
    var evaluated = Ran.command("evaluate", "--weights", weights, "--json").done().json();
    assertThat(evaluated.get("accuracy")).isEqualTo(result.get("testAccuracy"));
    assertThat(evaluated.get("total").asLong()).isEqualTo(500);
    assertThat(evaluated.get("top5").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void whatATimeLimitCutShortSaysSoAndWhatWasTrainedWholeDoesNot() {
    var words = List.of("train", "--model", "lenet5", "--data", "mnist-sample", "--output");
    for (var length : List.of("--time 1s", "--epochs 1")) {
      var arguments = new ArrayList<>(words);
      arguments.add(folder.resolve(length.replace(" ", "")).toString());
      arguments.addAll(List.of(length.split(" ")));
      var told = Ran.command(arguments.toArray(String[]::new)).done().out();
      boolean limited = length.startsWith("--time");
      assertThat(told.contains("stopped by its time limit")).as(told).isEqualTo(limited);
    }
  }

  @Test
  void aFolderThatHoldsARunIsNotOverwritten() {
    var run = folder.resolve("run");
    train(run, "--epochs", "1").done();
    train(run, "--epochs", "1").failedWith(2, "--resume");
  }

  @Test
  void goingOnWithAnotherRecipeIsRefused() {
    var run = folder.resolve("run");
    train(run, "--epochs", "1").done();
    Ran.command("train", "--resume", run.toString(), "--lr", "0.5").failedWith(1, "0.5");
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointStartsAgainFromItsWeights() throws Exception {
    var first = folder.resolve("first");
    train(first, "--epochs", "1").done();
    var weights = first.resolve("model.safetensors").toString();
    var whole = folder.resolve("whole");
    train(whole, "--epochs", "1", "--weights", weights, "--freeze", "until:fc1").done();
    var killed = folder.resolve("killed");
    Files.createDirectories(killed);
    Files.copy(whole.resolve("recipe.json"), killed.resolve("recipe.json"));
    Ran.command("train", "--resume", killed.toString()).done();
    var unbroken = WeightFile.read(whole.resolve("model.safetensors"));
    assertThat(WeightFile.read(killed.resolve("model.safetensors")).arrays())
        .isEqualTo(unbroken.arrays());
    assertThat(unbroken.at("conv1.weight"))
        .isEqualTo(WeightFile.read(Path.of(weights)).at("conv1.weight"));
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointGoesOnWithItsEngine() throws Exception {
    var whole = folder.resolve("whole");
    train(whole, "--epochs", "1", "--engine", "torch", "--threads", "1").done();
    var killed = Files.createDirectories(folder.resolve("killed"));
    for (var file : List.of("recipe.json", "computation.json")) {
      Files.copy(whole.resolve(file), killed.resolve(file));
    }
    var run = killed.toString();
    Ran.command("train", "--resume", run, "--threads", "1", "--engine", "vector")
        .failedWith(1, "the run was computed by engine torch");
    Ran.command("train", "--resume", run, "--threads", "1").done();
    assertThat(WeightFile.read(killed.resolve("model.safetensors")).arrays())
        .isEqualTo(WeightFile.read(whole.resolve("model.safetensors")).arrays());
  }

  @Test
  void partsOfAnEpochAreWrittenSoThatTheyCanBeReadAgain() {
    var run = folder.resolve("run");
    train(run, "--epochs", "0.0005").done();
    assertThat(run.resolve("recipe.json")).content().contains("\"0.0005 epochs\"");
    Ran.command("train", "--resume", run.toString()).done();
  }

  @Test
  void whatContradictsAResumptionIsRefusedNotIgnored() {
    var run = folder.resolve("run");
    train(run, "--epochs", "0.1").done();
    var elsewhere = folder.resolve("elsewhere").toString();
    Ran.command("train", "--resume", run.toString(), "-o", elsewhere).failedWith(2, "--output");
    Ran.command("train", "--resume", run.toString(), "--recipe", "mnist").failedWith(2, "--recipe");
    Ran.command("train", "--allow-other-engine").failedWith(2, "--resume");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void aMissingOrDamagedRecipeIsTheCheckpoints() throws Exception {
    var run = folder.resolve("run");
    train(run, "--epochs", "0.1", "--seed", "9").done();
    var recipe = run.resolve("recipe.json");
    var right = Files.readString(recipe);
    Files.delete(recipe);
    var again = Ran.command("train", "--resume", run.toString()).done();
    assertThat(again.err()).contains("the recipe is the checkpoint's");
    assertThat(recipe).hasContent(right);
    Files.writeString(recipe, "{ half");
    assertThat(Ran.command("train", "--resume", run.toString()).done().err())
        .contains("recipe.json is not a recipe", "the recipe is the checkpoint's");
    assertThat(recipe).hasContent(right);
  }

  @Test
  void whatCannotBeTrainedIsSaidInOneSentence() {
    var run = folder.resolve("run");
    train(run, "--model", "resnet9999").failedWith(2, "resnet9999");
    train(run, "--recipe", "secret").failedWith(2, "secret");
    train(run, "--lr", "-1").failedWith(2, "--lr must be from 0");
    train(run, "--classes", "7").failedWith(2, "7", "10");
    train(run, "--freeze", "until:nowhere").failedWith(2, "nowhere");
    train(run, "--time", "soon").failedWith(2, "40m");
    train(run, "--data", "nowhere", "--offline").failedWith(1, "nowhere");
    Ran.command("train", "--resume", folder.toString()).failedWith(1, "has no run");
    assertThat(run).doesNotExist();
  }

  private static Ran train(Path run, String... more) {
    var arguments = new ArrayList<>(List.of("train", "--json", "--output", run.toString()));
    for (var usual : List.of(List.of("--model", "lenet5"), List.of("--data", "mnist-sample"))) {
      if (!List.of(more).contains(usual.getFirst())) {
        arguments.addAll(usual);
      }
    }
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }
}
