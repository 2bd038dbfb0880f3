package org.resnet4j.vector.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Seen;
import org.resnet4j.data.Image;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

/** {@code Classifier.open("imagenet:resnet18")} and {@code warmUp()}, on the vector engine. */
final class OpenedByNameTest {
  private static final String FILE = "resnet18-f37072fd.pth";
  @TempDir Path cache;

  /** In a process of its own, whose environment names the cache. */
  @Test
  void torchvisionsNameOpensItsFileInTheCacheWithItsClassesAndPreprocessing() throws Exception {
    var file = Files.createDirectories(cache.resolve("weights")).resolve(FILE);
    Safetensors.write(file, Network.create(Zoo.of("resnet18"), 5).weights());
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var line =
        List.of(java, "--add-modules=jdk.incubator.vector", "-cp", path, Child.class.getName());
    var builder = new ProcessBuilder(line).redirectError(new File(cache + "-errors.txt"));
    builder.environment().put("RESNET4J_CACHE", cache.toString());
    var child = builder.start();
    var printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(printed).isZero();
    try (var classifier = Classifier.open(file)) {
      assertThat(classifier.classes()).hasSize(1000).contains("tench", "goldfish");
      assertThat(printed.strip()).isEqualTo(text(classifier.classify(picture())));
    }
  }

  @Test
  void afterWarmingUpAnswersAreTheSameBitsAndAClosedOneIsRefused() throws Exception {
    var file = Files.createDirectories(cache.resolve("weights")).resolve(FILE);
    Safetensors.write(file, Network.create(Zoo.of("resnet18"), 5).weights());
    try (var classifier = Classifier.builder().engine("vector").batch(1).open(file)) {
      var before = classifier.classify(picture());
      classifier.warmUp();
      assertThat(classifier.classify(picture())).isEqualTo(before);
      classifier.close();
      assertThatThrownBy(classifier::warmUp).isInstanceOf(IllegalStateException.class);
    }
  }

  private static Image picture() {
    var picture = Image.black(3, 240, 320);
    for (int i = 0; i < picture.pixels().length; i++) {
      picture.pixels()[i] = (byte) (i * 31 % 251);
    }
    return picture;
  }

  private static String text(Seen seen) {
    return String.join(
        ", ", seen.top(5).stream().map(one -> one.name() + " " + one.probability()).toList());
  }

  /** What the process runs. */
  static final class Child {
    public static void main(String[] args) {
      try (var classifier = Classifier.open("imagenet:resnet18")) {
        System.out.println(text(classifier.classify(picture())));
      }
    }
  }
}
