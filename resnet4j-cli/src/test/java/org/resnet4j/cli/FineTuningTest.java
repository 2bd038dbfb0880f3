package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.finetune.FineTuning;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.Checkpoints;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.weights.format.WeightFile;

/** Folders of pictures: fine-tuned by the library and by the command, classes compared by name. */
final class FineTuningTest {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void thirtySixImagesOfThreeColoursAreLearnedByTheCommandsDefault() throws Exception {
    var images = Colours.write(folder.resolve("colours"), Colours.THREE, 12, 1);
    var run = folder.resolve("run").toString();
    var result = Ran.command("train", "--data", images.toString(), "-o", run, "--json").done();
    assertThat(result.json().get("testAccuracy").asDouble()).isGreaterThan(0.95);
    assertThat(result.json().get("testImages").asInt()).isEqualTo(6);
  }

  @Test
  @Tag("slow")
  void andByTheLibrarysInTenLines() throws Exception {
    var images = Colours.write(folder.resolve("colours"), Colours.THREE, 12, 1);
    try (var executor = Executors.newSingleThreadExecutor()) {
      var events = new ArrayList<TrainingEvent>();
      var job =
          FineTuning.of(images).into(folder.resolve("run")).listener(events::add).start(executor);
      assertThat(job.get().test().accuracy()).isGreaterThan(0.95);
      assertThat(events).hasAtLeastOneElementOfType(TrainingEvent.Evaluated.class);
    }
  }

  @Test
  void aCancelledJobLeavesACheckpointAndGoesOnToTheSameWeights() throws Exception {
    var images = Colours.write(folder.resolve("colours"), Colours.THREE, 4, 1);
    try (var executor = Executors.newSingleThreadExecutor()) {
      var whole = quick(images, "whole").start(executor).get();
      var began = new CountDownLatch(1);
      var job = quick(images, "part").listener(event -> countDown(event, began)).start(executor);
      began.await();
      assertThat(job.cancel(true)).isTrue();
      assertThatThrownBy(job::get).isInstanceOf(CancellationException.class);
      assertThat(job.isCancelled()).isTrue();
      assertThat(Checkpoints.in(job.folder()).last()).exists();
      assertThat(Checkpoints.in(job.folder()).model()).doesNotExist();
      var rest = FineTuning.resume(job.folder()).start(executor).get();
      assertThat(rest.network().weights()).isEqualTo(whole.network().weights());
      assertThat(rest.iterations()).isEqualTo(whole.iterations());
    }
    var model = folder.resolve("part/model.safetensors").toString();
    Ran.command("evaluate", "--weights", model, "--data", images.toString()).done();
  }

  @Test
  void inputsAreCheckedBeforeAnythingStarts() throws Exception {
    var images = Colours.write(folder.resolve("colours"), Colours.THREE, 2, 1);
    assertThatThrownBy(() -> FineTuning.of(folder.resolve("nowhere")))
        .hasMessageContaining("there is no folder of images");
    assertThatThrownBy(() -> FineTuning.of(images).from(folder.resolve("none.pth")))
        .hasMessageContaining("there is no file of weights");
    assertThatThrownBy(() -> FineTuning.of(images).model("resnet9999"))
        .hasMessageContaining("there is no resnet9999");
    assertThatThrownBy(() -> FineTuning.of(images).start(Runnable::run))
        .hasMessageContaining("the run has no folder yet");
    assertThatThrownBy(() -> FineTuning.resume(images))
        .hasMessageContaining("has no run to resume");
    var unnamed = folder.resolve("unnamed.safetensors");
    Safetensors.write(unnamed, new Weights(Map.of("fc.bias", NdArray.scalar(1))), Map.of());
    assertThatThrownBy(() -> quick(images, "x").from(unnamed).model("resnet8").start(Runnable::run))
        .hasMessageContaining("the weights do not fit the network");
    assertThatThrownBy(
            () ->
                FineTuning.of(images).from(unnamed).into(folder.resolve("y")).start(Runnable::run))
        .hasMessageContaining("does not say which network it is of; name it by model(...)");
  }

  /** A perfect first evaluation, a single one, a single class: each ends with all its files. */
  @Test
  void oneClassAndAPerfectFirstEvaluationEndWithAllFiles() throws Exception {
    var images = Colours.write(folder.resolve("one"), List.of("only"), 5, 1);
    var run = folder.resolve("run");
    var result = train(images, run, "--epochs", "1").json();
    assertThat(result.get("testAccuracy").asDouble()).isEqualTo(1);
    assertThat(run)
        .isDirectoryContaining("glob:**model.safetensors")
        .isDirectoryContaining("glob:**last.safetensors")
        .isDirectoryContaining("glob:**report.html");
    var again = folder.resolve("again");
    var weights = run.resolve("model.safetensors").toString();
    train(images, again, "--epochs", "2", "--weights", weights);
    assertThat(again.resolve("report.html")).exists();
  }

  @Test
  void classesAreComparedByName() throws Exception {
    var images = Colours.write(folder.resolve("colours"), Colours.THREE, 6, 1);
    var run = folder.resolve("run");
    double accuracy = train(images, run, "--epochs", "12").json().get("testAccuracy").asDouble();
    var weights = run.resolve("model.safetensors");
    var renamed = Colours.write(folder.resolve("renamed"), List.of("a", "green", "red"), 6, 1);
    evaluate(weights, renamed)
        .failedWith(1, "the weights know 3 classes (blue), the data have 3 classes (a)");
    var fewer = Colours.write(folder.resolve("fewer"), List.of("blue", "green"), 6, 1);
    evaluate(weights, fewer)
        .failedWith(1, "the weights know 3 classes (red), the data have 2 classes");
    var turned = folder.resolve("turned.safetensors");
    turn(weights, turned);
    assertThat(evaluate(turned, images).done().json().get("accuracy").asDouble())
        .isEqualTo(accuracy)
        .isGreaterThan(0.6);
    assertThat(
            train(
                    renamed,
                    folder.resolve("tuned"),
                    "--epochs",
                    "1",
                    "--weights",
                    weights.toString())
                .err())
        .contains(
            "the weights know 3 classes (blue), the data have 3 classes (a): the last layer starts"
                + " fresh");
    var moved = Files.move(images, folder.resolve("moved"));
    Ran.command("train", "--resume", run.toString(), "--data", moved.toString(), "--epochs", "13")
        .done();
    var refused =
        Ran.command(
            "train", "--resume", run.toString(), "--data", renamed.toString(), "--epochs", "13");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err().lines().toList())
        .last(STRING)
        .startsWith("resnet4j: cannot resume with other classes");
  }

  @Test
  void weightsThatAreNotNumbersAreSaidAndNotScored() throws Exception {
    var images = Colours.write(folder.resolve("colours"), Colours.THREE, 2, 1);
    var run = folder.resolve("run");
    train(images, run, "--epochs", "1");
    var weights = run.resolve("model.safetensors");
    try (var file = WeightFile.open(weights)) {
      var read = file.weights();
      read.at("fc3.bias").data()[1] = Float.NaN;
      Safetensors.write(folder.resolve("nan.safetensors"), read, file.metadata());
    }
    evaluate(folder.resolve("nan.safetensors"), images)
        .failedWith(1, "'fc3.bias' has 1 numbers of 3 that are NaN or infinite");
  }

  /** The same network with its outputs in the opposite order, and saying so. */
  private static void turn(Path weights, Path turned) {
    try (var file = WeightFile.open(weights)) {
      var arrays = new LinkedHashMap<>(file.weights().arrays());
      for (var key : List.of("fc3.weight", "fc3.bias")) {
        var array = arrays.get(key);
        int length = array.data().length / 3;
        var rows = new float[array.data().length];
        for (int k = 0; k < 3; k++) {
          System.arraycopy(array.data(), k * length, rows, (2 - k) * length, length);
        }
        arrays.put(key, new NdArray(array.shape(), rows));
      }
      var about = new LinkedHashMap<>(file.metadata());
      about.computeIfPresent(
          "resnet4j.reading",
          (key, text) -> text.replace("\"blue\",\"green\",\"red\"", "\"red\",\"green\",\"blue\""));
      assertThat(about.get("resnet4j.reading")).contains("\"red\",\"green\",\"blue\"");
      Safetensors.write(turned, new Weights(arrays), about);
    }
  }

  private FineTuning quick(Path images, String run) {
    return FineTuning.of(images)
        .model("lenet5")
        .into(folder.resolve(run))
        .recipe((Recipe.Draft r) -> r.length(Length.epochs(6)).evaluateEvery(Length.epochs(2)));
  }

  private static void countDown(TrainingEvent event, CountDownLatch began) {
    if (event instanceof TrainingEvent.Step step && step.iteration() == 5) {
      began.countDown();
    }
  }

  private static Ran train(Path images, Path run, String... more) {
    var words =
        new ArrayList<>(
            List.of("train", "--model", "lenet5", "--data", images.toString(), "--json"));
    words.addAll(List.of("-o", run.toString()));
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new)).done();
  }

  private static Ran evaluate(Path weights, Path images) {
    return Ran.command(
        "evaluate", "--weights", weights.toString(), "--data", images.toString(), "--json");
  }
}
