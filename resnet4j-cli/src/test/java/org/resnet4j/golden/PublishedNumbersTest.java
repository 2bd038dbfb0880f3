package org.resnet4j.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.model.Shape;

/**
 * The public CIFAR-10 weights (github.com/akamaster/pytorch_resnet_cifar10, MIT licence) reproduce
 * their published error to the last image, and PyTorch's logits of the first thousand. They do not
 * ship with resnet4j: without {@code shared/golden} beside the repository, and CIFAR-10 in the
 * cache ({@code resnet4j data fetch cifar10}), the test is skipped and says so.
 */
@Tag("slow")
final class PublishedNumbersTest {
  private static final int IMAGES = 10_000;
  private static final int PIXELS = 3 * 32 * 32;
  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

  @ParameterizedTest
  @CsvSource({
    "resnet20, resnet20-12fca82f.th, vector, 9173",
    "resnet20, resnet20-12fca82f.th, torch,  9173",
    "resnet56, resnet56-4bfd9763.th, vector, 9339"
  })
  void theErrorIsThePublishedOne(String model, String file, String engine, int correct)
      throws IOException {
    var input = Shape.of(3, 32, 32);
    var weights = Golden.beside("cifar10-pretrained/" + file);
    var golden = Golden.beside("cifar10-pretrained/%s_logits_first1000x10.f32".formatted(model));
    var test = CachePaths.standard().resolve("datasets/cifar10/test_batch.bin");
    assumeTrue(Files.exists(test), "no CIFAR-10 in the cache: " + test);
    var records = Files.readAllBytes(test);
    var images = new float[IMAGES * PIXELS];
    var labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      int record = i * (PIXELS + 1);
      labels[i] = records[record];
      var pixels = Arrays.copyOfRange(records, record + 1, record + 1 + PIXELS);
      Golden.normalise(pixels, images, i * PIXELS, MEAN, DEVIATION);
    }
    var logits = Golden.logits(engine, Golden.network(model, input, weights), input, images);
    var first = Golden.floats(Files.readAllBytes(golden));
    assertThat(Golden.error(Arrays.copyOf(logits, first.length), first)).isLessThan(1e-4);
    assertThat(Golden.correct(logits, labels)).isEqualTo(correct);
  }
}
