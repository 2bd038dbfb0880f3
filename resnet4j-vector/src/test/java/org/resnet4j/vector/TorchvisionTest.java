package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.zoo.Zoo;

/** torchvision's outputs from our own seeds up, on this engine (golden/torchvision). */
class TorchvisionTest {

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "googlenet"})
  void outputsAreTorchvisions(String model) throws IOException {
    outputsOf(model);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"resnet50", "alexnet", "vgg11_bn"})
  void outputsOfTheLargeAreTorchvisions(String model) throws IOException {
    outputsOf(model);
  }

  private static void outputsOf(String model) throws IOException {
    var golden = golden();
    var image = floats(golden.resolve("x_seed1_1x3x224x224.f32"));
    var expected = floats(golden.resolve(model + "_eval_logits.f32"));
    try (var engine = Twins.vector(2);
        var predictor = engine.prediction(Twins.network(Zoo.of(model)))) {
      var logits = predictor.logits(image, 1, 3, 224, 224);
      assertThat(Twins.error(logits, expected)).isLessThan(1e-4);
    }
  }

  private static Path golden() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      for (var folder : new String[] {"shared", "../shared"}) {
        var golden = at.resolve(folder).resolve("golden/torchvision").normalize();
        if (Files.isDirectory(golden)) {
          return golden;
        }
      }
    }
    assumeTrue(false, "no folder shared/golden/torchvision above the working directory");
    throw new IllegalStateException();
  }

  private static float[] floats(Path file) throws IOException {
    var buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var floats = new float[buffer.remaining() / Float.BYTES];
    buffer.asFloatBuffer().get(floats);
    return floats;
  }
}
