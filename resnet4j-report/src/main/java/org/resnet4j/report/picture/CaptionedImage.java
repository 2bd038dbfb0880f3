package org.resnet4j.report.picture;

import java.awt.image.BufferedImage;
import org.resnet4j.data.Image;

/**
 * An image with words under it.
 *
 * @param image of 1 or 3 channels
 * @param caption one line; what does not fit its column is cut
 */
public record CaptionedImage(Image image, String caption) {
  /** Enlarged by a whole factor up to this side, pixels kept sharp; a larger image is reduced. */
  BufferedImage fitting(int side) {
    int longer = Math.max(image.height(), image.width());
    int zoom = Math.max(1, side / longer);
    double scale = longer > side ? (double) side / longer : zoom;
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        drawn.setRGB(x, y, colour((int) (y / scale), (int) (x / scale)));
      }
    }
    return drawn;
  }

  private int colour(int atY, int atX) {
    int y = Math.min(atY, image.height() - 1);
    int x = Math.min(atX, image.width() - 1);
    int red = image.at(0, y, x);
    boolean grey = image.channels() == 1;
    int green = grey ? red : image.at(1, y, x);
    int blue = grey ? red : image.at(2, y, x);
    return red << 16 | green << 8 | blue;
  }
}
