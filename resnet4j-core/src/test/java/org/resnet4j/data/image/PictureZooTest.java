package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
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
 * Pixels are Pillow's, within one level a channel (of a JPEG to the bit), or the picture is
 * refused: format, mode, depth, orientation and damage crossed.
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
    for (int seed = 100; seed < 110; seed++) {
      var zoo = PictureZoo.compare(made("make_pictures.py", seed, 600), decoder);
      assertThat(zoo.wrong()).as("seed %d", seed).isEmpty();
    }
  }

  /** Every sampling, quality, order of scans and interval that cjpeg and Pillow write. */
  @Test
  @Tag("slow")
  void jpegsOfAllKindsAreReadToTheBit() throws Exception {
    for (int seed = 200; seed < 210; seed++) {
      var zoo = PictureZoo.compare(made("make_jpegs.py", seed, 600), decoder);
      assertThat(zoo.wrong()).as("seed %d", seed).isEmpty();
      assertThat(zoo.refused()).as("seed %d", seed).isEmpty();
    }
  }

  private Path made(String script, int seed, int count) throws Exception {
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with Pillow");
    var zip = folder.resolve(seed + ".zip");
    var path = Path.of("src/test/python", script).toAbsolutePath().toString();
    var log = folder.resolve("python.log");
    var process =
        new ProcessBuilder(python, path, zip.toString(), "" + seed, "" + count)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    assumeFalse(Files.readString(log).contains("cjpeg: not found"), "there is no cjpeg");
    assertThat(code).as(Files.readString(log)).isZero();
    return zip;
  }
}
