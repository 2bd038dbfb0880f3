package org.resnet4j.vector.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.data.Image;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** A classifier whose pictures all become as large holds its weights once, and answers the same. */
final class OneSizeTest {
  private static final Shape INPUT = Shape.of(3, 64, 64);
  private static final ZooOptions OPTIONS = ZooOptions.DEFAULTS.withInput(INPUT).withClasses(10);
  @TempDir Path folder;

  private Path weights(String model) {
    var file = folder.resolve(model + ".safetensors");
    Safetensors.write(file, Network.create(Zoo.of(model, OPTIONS), 3).weights());
    return file;
  }

  private static Classifier open(Path weights, String model, Transform resizing) {
    return Classifier.builder()
        .model(model)
        .classes(IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new))
        .preprocessing(Pipeline.of(resizing, Normalise.imagenet()))
        .engine("vector")
        .batch(1)
        .open(weights);
  }

  private static Image picture(int height, int width) {
    var picture = Image.black(3, height, width);
    for (int i = 0; i < picture.pixels().length; i++) {
      picture.pixels()[i] = (byte) (i * 31 % 251);
    }
    return picture;
  }

  @Test
  void itHoldsWhatTheEngineSays() throws Exception {
    var file = weights("resnet18");
    var layer = Zoo.of("resnet18", OPTIONS).layer();
    try (var engine = Engines.open("vector", EngineOptions.cpu(), layer)) {
      long expected = engine.memory(layer, INPUT, 1).orElseThrow().total();
      long before = heap();
      try (var classifier = open(file, "resnet18", new ResizeTo(64, 64))) {
        classifier.classify(picture(64, 64));
        assertThat(heap() - before).isCloseTo(expected, Percentage.withPercentage(10));
      }
    }
  }

  @Test
  void itsAnswersAreTheBitsOfOneForPicturesOfAnySize() {
    var file = weights("resnet8");
    try (var one = open(file, "resnet8", new ResizeTo(64, 64));
        var any = open(file, "resnet8", new Resize(64))) {
      var picture = picture(64, 64);
      assertThat(one.classify(picture)).isEqualTo(any.classify(picture));
      assertThat(one.embed(picture)).isEqualTo(any.embed(picture));
    }
  }

  @Test
  void picturesThatKeepTheirProportionsAreAnsweredInEverySize() {
    try (var any = open(weights("resnet8"), "resnet8", new Resize(64))) {
      var high = any.classify(picture(120, 80));
      var wide = any.classify(picture(80, 120));
      assertThat(high.probabilities()).hasSize(10);
      assertThat(wide).isNotEqualTo(high);
    }
  }

  private static long heap() throws InterruptedException {
    var runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
