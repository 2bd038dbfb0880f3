package org.resnet4j.data.augment;

import java.util.Arrays;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.Resampling;
import org.resnet4j.data.pixels.PaperGround;

/**
 * An image of a handwritten digit, prepared like MNIST's (LeCun et al. 1998, section III.A): white
 * ink on black, the digit within 20 × 20 pixels, its centre of mass in the middle of 28 × 28.
 */
public record CentredDigit() implements Transform.OnImage {
  private static final int SIDE = 28;
  private static final int BOX = 20;
  private static final int INK = 50;

  /** What has so much of the strongest ink is ink. */
  private static final double INKED = 0.35;

  /** What is closer to the paper than so many deviations is paper. */
  private static final double NOISE = 4;

  /** The digit in an image of any size, dark on light or light on dark. */
  @Override
  public Image apply(Image picture, Draws draws) {
    var grey = picture.withChannels(1);
    var ground = PaperGround.of(grey);
    boolean asInMnist = grey.height() == SIDE && grey.width() == SIDE && ground.at(0, 0) < INK;
    return asInMnist ? grey : centred(fitted(cropped(inked(grey, ground))));
  }

  /**
   * The distance of each pixel from the paper's brightness, without the paper's own unevenness, the
   * largest as 255. Ink is to one side of the paper, a light or a shadow to the other.
   */
  private static Image inked(Image grey, PaperGround ground) {
    var off = new double[grey.pixels().length];
    double noise = NOISE * ground.deviation();
    double dark = 0;
    double light = 0;
    for (int i = 0; i < off.length; i++) {
      double difference = (grey.pixels()[i] & 0xff) - ground.at(i / grey.width(), i % grey.width());
      off[i] = Math.copySign(Math.max(0, Math.abs(difference) - noise), difference);
      dark += off[i] < 0 ? off[i] * off[i] : 0;
      light += off[i] > 0 ? off[i] * off[i] : 0;
    }
    int sign = dark >= light ? -1 : 1;
    return scaled(off, sign, ground.even() ? most(off, sign) : inkOf(off, sign), grey);
  }

  private static double most(double[] off, int sign) {
    return Math.max(1, Arrays.stream(off).map(distance -> sign * distance).max().orElse(1));
  }

  /** Where light is uneven so is the ink: what most of it reaches is black already. */
  private static double inkOf(double[] off, int sign) {
    double least = INKED * most(off, sign);
    var ink = Arrays.stream(off).map(o -> sign * o).filter(o -> o >= least).sorted().toArray();
    return ink.length == 0 ? 1 : Math.max(1, ink[ink.length / 4]);
  }

  private static Image scaled(double[] off, int sign, double black, Image grey) {
    var ink = new byte[off.length];
    for (int i = 0; i < off.length; i++) {
      ink[i] = (byte) (Math.clamp(sign * off[i] / black, 0, 1) * 255);
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
