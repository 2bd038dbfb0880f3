package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
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

  /** The reader's own words for it name its classes. */
  @Test
  void aPaletteOfAnotherDepthIsToldInOneSentence() {
    var file =
        """
        424d12010000006789abc000000028000000130000000d00000001000400000000009c000000
        130b0000130b000010000000000000005bcae963f9db9a4e3e58e4305af5accd1976c643dff7
        1a657835146c5fb828c5291becf253ac350f39d6d2f8dad69002ba79d19657e3938044131cee
        0df3097ccdef0123456789abcde00000bcdef0123456789abcd00000abcdef0123456789abc0
        00009abcdef0123456789ab0000089abcdef0123456789a00000789abcdef01a345678900000
        6789abcdef0123456780000056789abcdef01234564a464946456789abcdef01234560000034
        56789abcdef0123450000023456789abcdef0123400000123456789abcdef012300000012345
        6789abcdef01200000
        """;
    assertThatThrownBy(
            () -> decoder.decode("a.bmp", HexFormat.of().parseHex(file.replace("\n", ""))))
        .isInstanceOf(DataException.class)
        .hasMessage("a.bmp is damaged or not an image: its parts contradict each other");
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
