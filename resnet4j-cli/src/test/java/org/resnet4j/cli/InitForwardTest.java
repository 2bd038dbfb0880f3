package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

final class InitForwardTest {
  @TempDir Path folder;

  @Test
  void aSeedMeansTheSameWeights() throws Exception {
    Ran.command("init", "resnet20", "--seed", "3", "--output", at("a")).done();
    Ran.command("init", "resnet20", "--seed", "3", "--output", at("b")).done();
    Ran.command("init", "resnet20", "--seed", "4", "--output", at("c")).done();
    assertThat(Files.mismatch(Path.of(at("a")), Path.of(at("b")))).isEqualTo(-1);
    assertThat(Files.mismatch(Path.of(at("a")), Path.of(at("c")))).isNotEqualTo(-1);
  }

  @Test
  void everyGradientIsWrittenByItsKey() {
    Ran.command("init", "resnet20", "--output", at("w")).done();
    tensors("x", Shape.of(4, 3, 32, 32), 0);
    tensors("labels", Shape.of(4), 10);
    var json = forward("--labels", at("labels"), "--gradients", at("g"), "--mode", "train").json();
    assertThat(json.get("loss").asDouble()).isBetween(1.0, 5.0);
    var gradients = Safetensors.read(Path.of(at("g")));
    var trained =
        Parameters.of(Zoo.of("resnet20").layer()).stream()
            .filter(Parameter::trainable)
            .map(Parameter::key)
            .toList();
    assertThat(gradients.keys()).containsExactlyInAnyOrderElementsOf(trained);
    assertThat(Safetensors.read(Path.of(at("y"))).at("logits").shape()).isEqualTo(Shape.of(4, 10));
  }

  @Test
  void predictionAndEvaluationModeAgree() {
    Ran.command("init", "resnet20", "--output", at("w")).done();
    tensors("x", Shape.of(2, 3, 32, 32), 0);
    tensors("labels", Shape.of(2), 10);
    forward();
    var predicted = Safetensors.read(Path.of(at("y"))).at("logits").data();
    forward("--labels", at("labels"));
    var evaluated = Safetensors.read(Path.of(at("y"))).at("logits").data();
    for (int i = 0; i < predicted.length; i++) {
      assertThat(evaluated[i]).isCloseTo(predicted[i], offset(1e-3f));
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Ran.command("init", "resnet20", "--output", at("w")).done();
    tensors("x", Shape.of(2, 3, 32, 32), 0);
    tensors("labels", Shape.of(3), 10);
    failing("resnet32", at("x")).failedWith(1, "layer1.3.conv1.weight");
    failing("resnet20", at("labels")).failedWith(1, "'x'");
    failing("resnet20", at("nowhere")).failedWith(1, "nowhere");
    failing("resnet20", at("x"), "--labels", at("labels")).failedWith(1, "3 labels for 2 images");
    failing("resnet20", at("x"), "--gradients", at("g")).failedWith(2, "--labels");
    failing("resnet20", at("x"), "--engine", "steam").failedWith(2, "steam", "vector");
    failing("resnet20", at("x"), "--device", "gpu").failedWith(2, "cuda:1");
    assertThat(Path.of(at("y"))).doesNotExist();
  }

  private Ran forward(String... more) {
    return run("resnet20", at("x"), more).done();
  }

  private Ran failing(String model, String input, String... more) {
    return run(model, input, more);
  }

  private Ran run(String model, String input, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "forward",
                model,
                "--weights",
                at("w"),
                "--input",
                input,
                "--output",
                at("y"),
                "--json"));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }

  /** Normal numbers, or whole ones below {@code classes}. */
  private void tensors(String name, Shape shape, int classes) {
    var random = new Random(5);
    var array = NdArray.zeros(shape);
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = classes > 0 ? random.nextInt(classes) : (float) random.nextGaussian();
    }
    Safetensors.write(Path.of(at(name)), new Weights(Map.of(name, array)));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
