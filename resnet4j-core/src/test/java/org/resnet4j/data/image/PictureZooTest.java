package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.DataException;
import org.resnet4j.data.GoldenImages;

/**
 * Pixels are Pillow's, within one level a channel (three for JPEG), or the picture is refused:
 * format, mode, depth, orientation and damage crossed.
 */
class PictureZooTest {
  private final ImageDecoder decoder = new JdkDecoder();
  @TempDir Path folder;

  @Test
  void everyPictureIsReadAsPillowReadsItOrRefused() throws Exception {
    var zip = folder.resolve("zoo.zip");
    Files.write(zip, GoldenImages.bytes("image/zoo.zip"));
    var zoo = PictureZoo.compare(zip, decoder);
    assertThat(zoo.wrong()).isEmpty();
    assertThat(zoo.same()).hasSizeGreaterThan(380);
    assertThat(zoo.refused())
        .filteredOn(name -> !name.startsWith("damaged"))
        .containsExactlyInAnyOrderElementsOf(NOT_READ);
    // complete but for the marker of the end, and masks that Pillow does not know
    assertThat(zoo.more())
        .filteredOn(name -> !name.startsWith("damaged"))
        .containsExactlyInAnyOrder("no-end.jpg", "32-masks.bmp", "grey32-be.tif");
  }

  @ParameterizedTest
  @CsvSource({
    "rgb-lzma.tif, compressed by LZMA",
    "rgb-zstd.tif, compressed by Zstandard",
    "cmyk-jpeg.tif, 'compressed by JPEG, of 4 components'",
    "lab.tif, 'in CIE Lab, 3 samples of 8 bits'",
    "white16-le.tif, 'in grey whose 0 is white, 1 samples of 16 bits'",
    "cmyk-alpha.tif, 'in inks, 5 samples of 8 bits'"
  })
  void aTiffThatIsNotReadIsNamedByItsKind(String name, String kind) throws Exception {
    var file = PictureZoo.picture(GoldenImages.bytes("image/zoo.zip"), name);
    assertThatThrownBy(() -> decoder.decode(name, file))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is a TIFF that is not read: %s; save it as PNG or as an RGB TIFF of 8 bits"
                .formatted(name, kind));
  }

  /** What Pillow reads and we refuse: compressions and colours that the JDK does not know. */
  private static final List<String> NOT_READ =
      List.of(
          "no-palette.png",
          "rgb-lzma.tif",
          "rgb-zstd.tif",
          "rgba-jpeg.tif",
          "greyalpha-jpeg.tif",
          "cmyk-jpeg.tif",
          "lab.tif",
          "lab-lzw.tif",
          "lab-deflate.tif",
          "lab-packbits.tif",
          "lab-jpeg.tif",
          "cielab.tif",
          "white16-le.tif",
          "lossless-frame-unlike.webp",
          "lossy80-frame-unlike.webp");

  @Test
  @Tag("slow")
  void soIsAWholeZooOfOtherPixelsAndOtherDamage() throws Exception {
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with Pillow");
    for (int seed = 100; seed < 110; seed++) {
      var zip = folder.resolve(seed + ".zip");
      var script = Path.of("src/test/python/make_pictures.py").toAbsolutePath();
      var made =
          new ProcessBuilder(python, script.toString(), zip.toString(), "" + seed, "600")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("python.log").toFile())
              .start();
      assertThat(made.waitFor()).as("see %s", folder.resolve("python.log")).isZero();
      assertThat(PictureZoo.compare(zip, decoder).wrong()).as("seed %d", seed).isEmpty();
    }
  }
}
