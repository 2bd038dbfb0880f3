package org.resnet4j.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Split;
import org.resnet4j.fetch.CachePaths;
import org.resnet4j.fetch.Progress;

class MnistSampleTest {
  private final Split sample =
      new Datasets(CachePaths.standard(), true, Progress.SILENT).open("mnist-sample");

  @Test
  void theSampleHasAHundredAndFiftyOfEachDigit() {
    assertThat(sample.train().shape()).contains(new ImageShape(1, 28, 28));
    for (int digit = 0; digit < 10; digit++) {
      assertThat(count(sample.train(), digit)).isEqualTo(100);
      assertThat(count(sample.test(), digit)).isEqualTo(50);
    }
  }

  @Test
  void theSampleIsMadeOfRealMnist() throws IOException {
    Datasets local = new Datasets(CachePaths.standard(), true, Progress.SILENT);
    assumeTrue(local.list().getFirst().here(), "MNIST is not in the cache");
    for (var file : MnistSampleMaker.make(local.open("mnist")).entrySet()) {
      try (var in = Datasets.class.getResourceAsStream("mnist-sample/" + file.getKey() + ".gz")) {
        assertThat(Gzip.inflateIfZipped(file.getKey(), in.readAllBytes()))
            .isEqualTo(file.getValue());
      }
    }
  }

  private static long count(Dataset part, int digit) {
    return IntStream.range(0, part.size()).filter(i -> part.label(i) == digit).count();
  }
}
