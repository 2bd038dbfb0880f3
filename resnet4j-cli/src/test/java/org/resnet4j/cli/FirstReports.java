package org.resnet4j.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small inputs that were once got wrong: files beside this class, and folders made here. */
final class FirstReports {
  static final List<String> COLOURS = List.of("blue", "green", "red");

  private FirstReports() {}

  /** A file beside this class, copied into a folder. */
  static Path file(String name, Path folder) throws IOException {
    var copy = folder.resolve(name);
    if (Files.notExists(copy)) {
      try (var in = FirstReports.class.getResourceAsStream("cases/" + name)) {
        Files.copy(in, copy);
      }
    }
    return copy;
  }

  /** {@code train} and {@code val} with so many noisy pictures of each class. */
  static Path pictures(Path folder, List<String> classes, int train, int test) throws IOException {
    var random = new Random(1);
    for (int k = 0; k < classes.size(); k++) {
      for (var part : List.of("train", "val")) {
        var place = Files.createDirectories(folder.resolve(part).resolve(classes.get(k)));
        for (int i = 0; i < (part.equals("train") ? train : test); i++) {
          var file = place.resolve("%03d.png".formatted(i));
          ImageIO.write(picture(k, random), "png", file.toFile());
        }
      }
    }
    return folder;
  }

  private static BufferedImage picture(int brightest, Random random) {
    var picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < 1600; p++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        int level = c == 2 - brightest % 3 ? 200 : 40;
        rgb = rgb << 8 | Math.clamp(Math.round(level + 30 * random.nextGaussian()), 0, 255);
      }
      picture.setRGB(p % 40, p / 40, rgb);
    }
    return picture;
  }

  /** The same picture in another format, in place of the PNG. */
  static void rewrite(Path png, String ending) throws IOException {
    var name = png.getFileName().toString().replace(".png", "." + ending);
    var other = png.resolveSibling(name);
    if (ending.equals("webp")) {
      Files.copy(file("green.webp", Files.createTempDirectory("webp")), other);
    } else {
      Files.write(other, pnm(ImageIO.read(png.toFile()), ending.equals("ppm") ? 3 : 1));
    }
    Files.delete(png);
  }

  private static byte[] pnm(BufferedImage picture, int channels) {
    var head = "P%d 40 40 255\n".formatted(channels == 3 ? 6 : 5);
    var bytes = new StringBuilder(head);
    for (int p = 0; p < 1600; p++) {
      int rgb = picture.getRGB(p % 40, p / 40);
      for (int c = 0; c < channels; c++) {
        bytes.append((char) (rgb >> 16 - 8 * c & 0xff));
      }
    }
    return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A path whose last name has these bytes: {@code %B0%ED}. */
  static Path named(Path folder, String percentEncoded) {
    var root = folder.toUri().getRawPath().replaceAll("/$", "");
    return Path.of(URI.create("file://" + root + "/" + percentEncoded));
  }
}
