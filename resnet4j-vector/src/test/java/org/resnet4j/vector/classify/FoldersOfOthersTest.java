package org.resnet4j.vector.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.data.GoldenImages;

/** Folders that transformers saved, and one in timm's form; see make_folders.py. */
@Tag("slow")
final class FoldersOfOthersTest {
  private static final String PYTHON = "RESNET4J_PYTHON";
  @TempDir Path folder;

  @Test
  void foldersOfTransformersAndTimmSeeWhatTheirOwnersSee() throws Exception {
    var python = System.getenv(PYTHON);
    assumeTrue(python != null, PYTHON + " names no Python with transformers and torchvision");
    var script = Path.of("src/test/python/make_folders.py").toAbsolutePath();
    assumeTrue(Files.exists(script), script + " is not here");
    var picture = folder.resolve("picture.jpg");
    Files.write(picture, GoldenImages.bytes("/org/resnet4j/vector/classify/turned.jpg"));
    var command = List.of(python, script.toString(), folder.toString(), picture.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    for (var name : List.of("basic", "bottleneck", "first", "timm")) {
      expect(name, picture);
    }
  }

  private void expect(String name, Path picture) throws Exception {
    var at = folder.resolve(name);
    var wanted = new ObjectMapper().readTree(at.resolve("expected.json").toFile());
    try (var classifier = Classifier.open(at)) {
      var seen = classifier.classify(picture);
      assertThat(classifier.classes()).hasSize(7).first().isEqualTo("class 0");
      expect(name, seen.probabilities(), wanted.get("probabilities"));
      var features = classifier.embed(picture);
      var doubles = new double[features.length];
      for (int i = 0; i < features.length; i++) {
        doubles[i] = features[i];
      }
      expect(name, doubles, wanted.get("features"));
    }
  }

  private static void expect(String name, double[] seen, JsonNode wanted) {
    assertThat(seen).as(name).hasSize(wanted.size());
    double scale = 0;
    for (var value : wanted) {
      scale = Math.max(scale, Math.abs(value.asDouble()));
    }
    for (int i = 0; i < seen.length; i++) {
      assertThat(seen[i]).as(name).isCloseTo(wanted.get(i).asDouble(), within(1e-4 * scale));
    }
  }
}
