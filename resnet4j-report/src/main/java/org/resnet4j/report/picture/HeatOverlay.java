package org.resnet4j.report.picture;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.data.Image;

/**
 * An image with a heat map over it: the higher the value, the more orange and the less transparent.
 */
public final class HeatOverlay {
  private static final int LEAST_SIDE = 336;
  private static final double OPACITY = 0.75;
  private static final Color WARM = new Color(0xD55E00);
  private static final Color HOT = new Color(0xF0E442);

  private HeatOverlay() {}

  /** As PNG; a small image is enlarged. */
  public static byte[] png(Image image, GradCam map) {
    int scale = Math.max(1, Math.ceilDiv(LEAST_SIDE, Math.min(image.height(), image.width())));
    return PngWriter.encode(drawn(image, map, image.width() * scale, image.height() * scale));
  }

  /** In this size. */
  static BufferedImage drawn(Image image, GradCam map, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = picture.createGraphics();
    graphics.drawImage(
        new CaptionedImage(image, "").fitting(Math.max(width, height)), 0, 0, width, height, null);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(heat(map), 0, 0, width, height, null);
    graphics.dispose();
    return picture;
  }

  /** How a value from 0 to 1 looks over white. */
  static Color onWhite(double value) {
    double share = OPACITY * value;
    return new Color(
        mix(255, mix(WARM.getRed(), HOT.getRed(), value), share),
        mix(255, mix(WARM.getGreen(), HOT.getGreen(), value), share),
        mix(255, mix(WARM.getBlue(), HOT.getBlue(), value), share));
  }

  private static BufferedImage heat(GradCam map) {
    var heat = new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < map.heat().length; i++) {
      double value = map.heat()[i];
      int alpha = (int) Math.round(255 * OPACITY * value);
      int colour =
          mix(WARM.getRed(), HOT.getRed(), value) << 16
              | mix(WARM.getGreen(), HOT.getGreen(), value) << 8
              | mix(WARM.getBlue(), HOT.getBlue(), value);
      heat.setRGB(i % map.width(), i / map.width(), alpha << 24 | colour);
    }
    return heat;
  }

  private static int mix(int a, int b, double t) {
    return (int) Math.round(a + t * (b - a));
  }
}
