package org.resnet4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThat(zoo.same()).hasSizeGreaterThan(350);
    assertThat(zoo.refused())
        .filteredOn(name -> !name.startsWith("damaged"))
        .containsExactlyInAnyOrderElementsOf(NOT_READ);
    // complete but for the marker of the end, and masks that Pillow does not know
    assertThat(zoo.more())
        .filteredOn(name -> !name.startsWith("damaged"))
        .containsExactlyInAnyOrder("no-end.jpg", "32-masks.bmp", "grey32-be.tif");
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
          "premultiplied.tif");

  /**
   * Damage that no check sum tells: decoders make other garbage of coefficients out of range and of
   * runs beyond a row.
   */
  private static final String UNPROTECTED =
      "damaged.*(\\.jpg|\\.mpo|(jpeg|group3|group4|packbits)\\.tif)";

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
      assertThat(PictureZoo.compare(zip, decoder).wrong())
          .filteredOn(name -> !name.matches(UNPROTECTED))
          .as("seed %d", seed)
          .isEmpty();
    }
  }
}
