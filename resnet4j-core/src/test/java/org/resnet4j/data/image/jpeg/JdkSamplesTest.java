package org.resnet4j.data.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.GoldenImages;

/** Samples are those of libjpeg, as the JDK has it, to the bit. */
class JdkSamplesTest {
  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 50, 65};

  @ParameterizedTest
  @CsvSource({
    "grey, 11",
    "grey of units, 22",
    "4:4:4, 11 11 11",
    "4:2:2, 21 11 11",
    "4:2:0, 22 11 11",
    "4:1:1, 41 11 11",
    "4:1:0, 42 11 11",
    "three in one, 31 11 11",
    "colours unlike, 22 12 11",
    "light smaller, 11 21 21",
    "light in quarters, 11 22 22",
    "four rows, 14 11 11",
    "halves and quarters, 41 21 11"
  })
  void samplesAreTheJdksAtAnySampling(String name, String sampling) throws IOException {
    var random = new Random(name.hashCode());
    int[] factors =
        Stream.of(sampling.split(" ")).mapToInt(factor -> Integer.parseInt(factor, 16)).toArray();
    for (int i = 0; i < 60; i++) {
      int height = SIZES[random.nextInt(SIZES.length)];
      int width = SIZES[random.nextInt(SIZES.length)];
      float quality = random.nextInt(101) / 100f;
      int interval = i % 3 == 0 ? 1 + random.nextInt(5) : 0;
      var made = new JpegMaker(height, width, factors, quality, i % 2 == 0, interval);
      byte[] file = made.of(random);
      assertThat(JpegSamples.ours(file).orElseThrow())
          .as("%s", made)
          .isDeepEqualTo(JpegSamples.jdks(file).orElseThrow());
    }
  }

  /** A flipped bit makes other codes, which are refused here or mean the same to both. */
  @ParameterizedTest
  @ValueSource(strings = {"rgb", "subsampled", "grey", "progressive", "cmyk", "ycck"})
  void whatDamageLeavesReadableIsReadAlike(String name) throws IOException {
    byte[] file = GoldenImages.bytes("image/" + name + ".jpg");
    int alike = 0;
    for (int at = 2; at < file.length; at++) {
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      var ours = JpegSamples.ours(flipped);
      var jdks = JpegSamples.jdks(flipped);
      if (ours.isPresent() && jdks.isPresent()) {
        assertThat(ours.get()).as("bit %d of byte %d", at % 8, at).isDeepEqualTo(jdks.get());
        alike++;
      }
    }
    assertThat(alike).isBetween(file.length / 4, file.length - 1);
  }
}
