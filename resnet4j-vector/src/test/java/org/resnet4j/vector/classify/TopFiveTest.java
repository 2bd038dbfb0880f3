package org.resnet4j.vector.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Seen;
import org.resnet4j.data.GoldenImages;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.weights.published.ImageNetClasses;
import org.resnet4j.zoo.Zoo;

/**
 * Torchvision's ResNet-18 with the weights that it draws from seed 0 sees in photographs what
 * torchvision sees; see make_classify.py.
 */
final class TopFiveTest {
  private static final JsonNode GOLDEN =
      GoldenImages.json("/org/resnet4j/vector/classify/top5.json");
  @TempDir static Path folder;
  private static Classifier classifier;

  @BeforeAll
  static void open() {
    var file = folder.resolve("resnet18.safetensors");
    Safetensors.write(file, Network.create(Zoo.of("resnet18"), 0).weights());
    classifier =
        Classifier.builder()
            .model("resnet18")
            .classes(ImageNetClasses.NAMES)
            .preprocessing(Pipeline.of(new Resize(256), new CentreCrop(224), Normalise.imagenet()))
            .batch(1)
            .open(file);
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void twentyPhotographsShowWhatTorchvisionSees() {
    var photographs = GoldenImages.shared("data/imagenet-sample");
    assumeTrue(photographs.isPresent(), "shared/data/imagenet-sample is not here");
    assertThat(GOLDEN.get("photographs")).hasSize(20);
    expectAll(photographs.get(), GOLDEN.get("photographs"));
    expectAll(photographs.get(), GOLDEN.get("profiled")); // with colour profiles, which are ignored
  }

  private static void expectAll(Path photographs, JsonNode wanted) {
    for (var name : (Iterable<String>) wanted::fieldNames) {
      var file = photographs.resolve(name);
      expect(name, classifier.classify(file), wanted.get(name));
      expectFeatures(name, classifier.embed(file), wanted.get(name));
    }
  }

  @Test
  void greyInkTurnedAndPaletteDoToo() throws Exception {
    for (var name : (Iterable<String>) GOLDEN.get("made")::fieldNames) {
      var file = GoldenImages.bytes("/org/resnet4j/vector/classify/" + name);
      var wanted = GOLDEN.get("made").get(name);
      var seen = classifier.classify(file);
      expect(name, seen, wanted);
      expectFeatures(name, classifier.embed(file), wanted);
      assertThat(classifier.classify(new ByteArrayInputStream(file))).isEqualTo(seen);
      assertThat(classifier.classify(Files.write(folder.resolve(name), file))).isEqualTo(seen);
    }
  }

  /** The JDK's own reader decodes these to the same pixels, in several kinds of images. */
  @Test
  void aPictureInMemoryIsSeenAsItsFileIs() throws Exception {
    for (var name : new String[] {"palette.png", "grey.jpg"}) {
      var file = GoldenImages.bytes("/org/resnet4j/vector/classify/" + name);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
      assertThat(classifier.classify(read)).as(name).isEqualTo(classifier.classify(file));
      assertThat(classifier.embed(read)).as(name).isEqualTo(classifier.embed(file));
    }
  }

  private static void expect(String name, Seen seen, JsonNode wanted) {
    var classes = new ArrayList<Integer>();
    wanted.get("classes").forEach(index -> classes.add(index.asInt()));
    var top = seen.top(5);
    assertThat(top).as(name).extracting(guess -> guess.index()).containsExactlyElementsOf(classes);
    for (int i = 0; i < 5; i++) {
      double probability = wanted.get("probabilities").get(i).asDouble();
      assertThat(top.get(i).probability())
          .as(name)
          .isCloseTo(probability, within(1e-4 * probability));
      assertThat(top.get(i).name()).isEqualTo(ImageNetClasses.NAMES.get(classes.get(i)));
    }
  }

  private static void expectFeatures(String name, float[] features, JsonNode wanted) {
    assertThat(features).hasSize(512);
    for (int i = 0; i < 8; i++) {
      float value = (float) wanted.get("features").get(i).asDouble();
      assertThat(features[i]).as(name).isCloseTo(value, within(1e-4f * Math.max(1, value)));
    }
  }
}
