package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.GoldenImages;
import org.resnet4j.fuzz.Mutations;

/** Damaged pictures of every format are read or refused, soon and small. */
class PictureMutationsTest {
  private static final int USUAL = 1_500;
  private final JdkDecoder decoder = new JdkDecoder();

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".gif", ".bmp", ".tif", ".pbm", ".pgm", ".ppm", ".webp"})
  void aDamagedPictureIsReadOrRefused(String ending) throws IOException {
    var seen =
        Mutations.of("pictures " + ending, file -> decoder.decode("picture" + ending, file))
            .from(zoo(ending).values().toArray(byte[][]::new))
            .withWords("IDAT", "PLTE", "VP8 ", "VP8L", "ANMF", "P6", "65535", "JFIF", "Adobe")
            .refusedBy(DataException.class)
            .run(USUAL);
    assertThat(seen.refused()).isBetween(seen.cases() / 20, seen.cases() - 1);
  }

  @Test
  void aDamagedOrientationIsReadOrUpright() {
    var seen =
        Mutations.of("orientation", Orientation::of)
            .from(GoldenImages.bytes("image/turned.jpg"))
            .withWords("Exif", "MM", "II")
            .run(2 * USUAL);
    assertThat(seen.refused()).isZero();
  }

  /** The sound pictures of the zoo. */
  private static Map<String, byte[]> zoo(String ending) throws IOException {
    var pictures = new TreeMap<String, byte[]>();
    try (var zip =
        new ZipInputStream(new ByteArrayInputStream(GoldenImages.bytes("image/zoo.zip")))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var name = entry.getName();
        if (name.endsWith(ending) && !name.startsWith("damaged")) {
          pictures.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return pictures;
  }
}
