package org.resnet4j.data.pixels;

import org.resnet4j.data.Image;

/** Changes of colour, as Pillow's ImageEnhance and ImageOps make them. */
public final class Colours {
  private Colours() {}

  /** From black (0) over the image itself (1) to brighter. */
  public static Image brightness(Image image, double factor) {
    return perByte(image, value -> factor * value);
  }

  /** From the mean grey (0) over the image itself (1) to higher contrast. */
  public static Image contrast(Image image, double factor) {
    byte[] grey = image.withChannels(1).pixels();
    long sum = 0;
    for (byte value : grey) {
      sum += value & 0xff;
    }
    int mean = (int) ((double) sum / grey.length + 0.5);
    return perByte(image, value -> mean + factor * (value - mean));
  }

  /** From grey (0) over the image itself (1) to more colourful. Grey stays grey. */
  public static Image saturation(Image image, double factor) {
    if (image.channels() == 1) {
      return image;
    }
    byte[] grey = image.withChannels(1).pixels();
    byte[] out = new byte[image.pixels().length];
    for (int i = 0; i < out.length; i++) {
      int dull = grey[i % grey.length] & 0xff;
      out[i] = clip(dull + factor * ((image.pixels()[i] & 0xff) - dull));
    }
    return with(image, out);
  }

  /** From smoothed (0) over the image itself (1) to sharper; the outermost pixels stay. */
  public static Image sharpness(Image image, double factor) {
    byte[] out = image.pixels().clone();
    int h = image.height();
    int w = image.width();
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 1; y < h - 1; y++) {
        for (int x = 1; x < w - 1; x++) {
          int centre = image.at(c, y, x);
          int smooth = smooth(image, c, y, x);
          out[(c * h + y) * w + x] = clip(smooth + factor * (centre - smooth));
        }
      }
    }
    return with(image, out);
  }

  // Pillow's SMOOTH: ones around a five, over thirteen
  private static int smooth(Image image, int c, int y, int x) {
    int sum = 4 * image.at(c, y, x);
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += image.at(c, y + dy, x + dx);
      }
    }
    return (int) (sum / 13.0 + 0.5);
  }

  /** Keeps the upper bits of every byte. */
  public static Image posterize(Image image, int bits) {
    int mask = 0xff << (8 - bits);
    return perByte(image, value -> (int) value & mask);
  }

  /** Inverts what is as bright as the threshold or brighter. */
  public static Image solarize(Image image, double threshold) {
    return perByte(image, value -> value >= threshold ? 255 - value : value);
  }

  /** Stretches each channel so that its darkest value is 0 and its brightest 255. */
  public static Image autoContrast(Image image) {
    return perPlane(
        image,
        histogram -> {
          int low = 0;
          int high = 255;
          while (low < 255 && histogram[low] == 0) {
            low++;
          }
          while (high > 0 && histogram[high] == 0) {
            high--;
          }
          byte[] table = identity();
          for (int v = 0; v < 256 && high > low; v++) {
            table[v] = clip((v - low) * (255.0 / (high - low)));
          }
          return table;
        });
  }

  /** Equalises the histogram of each channel. */
  public static Image equalize(Image image) {
    return perPlane(
        image,
        histogram -> {
          int last = 255;
          int pixels = 0;
          for (int count : histogram) {
            pixels += count;
          }
          while (histogram[last] == 0) {
            last--;
          }
          int step = (pixels - histogram[last]) / 255;
          byte[] table = identity();
          int sum = step / 2;
          for (int v = 0; v < 256 && step > 0; v++) {
            table[v] = clip(sum / step);
            sum += histogram[v];
          }
          return table;
        });
  }

  private static byte[] identity() {
    byte[] table = new byte[256];
    for (int v = 0; v < 256; v++) {
      table[v] = (byte) v;
    }
    return table;
  }

  /** From a plane's histogram to what each value becomes. */
  private interface TableOf {
    byte[] table(int[] histogram);
  }

  /** What a value becomes; fractions are truncated. */
  private interface NewValue {
    double of(double value);
  }

  private static Image perPlane(Image image, TableOf tables) {
    int plane = image.height() * image.width();
    byte[] out = new byte[image.pixels().length];
    for (int c = 0; c < image.channels(); c++) {
      int[] histogram = new int[256];
      for (int i = c * plane; i < (c + 1) * plane; i++) {
        histogram[image.pixels()[i] & 0xff]++;
      }
      byte[] table = tables.table(histogram);
      for (int i = c * plane; i < (c + 1) * plane; i++) {
        out[i] = table[image.pixels()[i] & 0xff];
      }
    }
    return with(image, out);
  }

  private static Image perByte(Image image, NewValue newValue) {
    byte[] table = new byte[256];
    for (int v = 0; v < 256; v++) {
      table[v] = clip(newValue.of(v));
    }
    byte[] out = new byte[image.pixels().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = table[image.pixels()[i] & 0xff];
    }
    return with(image, out);
  }

  private static Image with(Image image, byte[] pixels) {
    return new Image(image.channels(), image.height(), image.width(), pixels);
  }

  private static byte clip(double value) {
    return (byte) Math.clamp((int) value, 0, 255);
  }
}
