package org.resnet4j.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of pictures of one colour each, with noise: the class is the colour. */
final class Colours {
  static final List<String> THREE = List.of("blue", "green", "red");
  private static final int[][] INK = {{40, 40, 200}, {40, 200, 40}, {200, 40, 40}};

  private Colours() {}

  /** So many pictures of each class in {@code folder/<class>}. */
  static Path write(Path folder, List<String> classes, int each, long seed) throws IOException {
    var random = new Random(seed);
    for (int k = 0; k < classes.size(); k++) {
      var place = Files.createDirectories(folder.resolve(classes.get(k)));
      for (int i = 0; i < each; i++) {
        var file = place.resolve("%03d.png".formatted(i)).toFile();
        ImageIO.write(picture(INK[k % INK.length], random), "png", file);
      }
    }
    return folder;
  }

  private static BufferedImage picture(int[] ink, Random random) {
    var picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        int rgb = 0;
        for (int channel : ink) {
          rgb = rgb << 8 | Math.clamp(Math.round(channel + 30 * random.nextGaussian()), 0, 255);
        }
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }
}
