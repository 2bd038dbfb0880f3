package org.resnet4j.data.augment;

import java.util.Arrays;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Resampling;

/**
 * An image of a handwritten digit, prepared like MNIST's (LeCun et al. 1998, section III.A): white
 * ink on black, the digit within 20 × 20 pixels, its centre of mass in the middle of 28 × 28.
 */
public record CentredDigit() implements Transform.OnImage {
  private static final int SIDE = 28;
  private static final int BOX = 20;
  private static final int INK = 50;

  /** The digit in an image of any size, dark on light or light on dark. */
  @Override
  public Image apply(Image picture, Draws draws) {
    var grey = picture.withChannels(1);
    int ground = ground(grey);
    if (grey.height() == SIDE && grey.width() == SIDE && ground < INK) {
      return grey;
    }
    return centred(fitted(cropped(inked(grey, ground))));
  }

  /** The brightness that most of the border has: the paper's. */
  private static int ground(Image grey) {
    int w = grey.width();
    int h = grey.height();
    var border = new int[2 * (w + h)];
    int n = 0;
    for (int x = 0; x < w; x++) {
      border[n++] = grey.at(0, 0, x);
      border[n++] = grey.at(0, h - 1, x);
    }
    for (int y = 0; y < h; y++) {
      border[n++] = grey.at(0, y, 0);
      border[n++] = grey.at(0, y, w - 1);
    }
    Arrays.sort(border);
    return border[n / 2];
  }

  /** The distance of each pixel from the paper's brightness, the largest as 255. */
  private static Image inked(Image grey, int ground) {
    int length = grey.pixels().length;
    int most = 1;
    for (int i = 0; i < length; i++) {
      most = Math.max(most, Math.abs((grey.pixels()[i] & 0xff) - ground));
    }
    var ink = new byte[length];
    for (int i = 0; i < length; i++) {
      ink[i] = (byte) (Math.abs((grey.pixels()[i] & 0xff) - ground) * 255 / most);
    }
    return new Image(1, grey.height(), grey.width(), ink);
  }

  private static Image cropped(Image ink) {
    int top = ink.height();
    int left = ink.width();
    int bottom = -1;
    int right = -1;
    for (int y = 0; y < ink.height(); y++) {
      for (int x = 0; x < ink.width(); x++) {
        if (ink.at(0, y, x) >= INK) {
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
    }
    if (bottom < 0) {
      return ink;
    }
    var out = Image.black(1, bottom - top + 1, right - left + 1);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        out.pixels()[(y - top) * out.width() + x - left] = (byte) ink.at(0, y, x);
      }
    }
    return out;
  }

  private static Image fitted(Image digit) {
    double scale = BOX / (double) Math.max(digit.height(), digit.width());
    int height = Math.max(1, (int) Math.round(digit.height() * scale));
    int width = Math.max(1, (int) Math.round(digit.width() * scale));
    return Resampling.resize(digit, height, width);
  }

  private static Image centred(Image digit) {
    double mass = 1e-9;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < digit.height(); y++) {
      for (int x = 0; x < digit.width(); x++) {
        mass += digit.at(0, y, x);
        sumX += (double) x * digit.at(0, y, x);
        sumY += (double) y * digit.at(0, y, x);
      }
    }
    int left = Math.clamp(Math.round(SIDE / 2.0 - sumX / mass), 0, SIDE - digit.width());
    int top = Math.clamp(Math.round(SIDE / 2.0 - sumY / mass), 0, SIDE - digit.height());
    var out = Image.black(1, SIDE, SIDE);
    for (int y = 0; y < digit.height(); y++) {
      for (int x = 0; x < digit.width(); x++) {
        out.pixels()[(top + y) * SIDE + left + x] = (byte) digit.at(0, y, x);
      }
    }
    return out;
  }
}
