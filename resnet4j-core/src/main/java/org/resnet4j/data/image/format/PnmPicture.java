package org.resnet4j.data.image.format;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * PBM, PGM and PPM, in digits (P1 to P3) and in bytes (P4 to P6). Values are brought from 0 to the
 * file's greatest value to 0 to 255; grey of more than 8 bits to 65535 and cut off at 255, as
 * Pillow does.
 */
final class PnmPicture {
  private final String name;
  private final byte[] file;
  private int at = 2;

  private PnmPicture(String name, byte[] file) {
    this.name = name;
    this.file = file;
  }

  static Image read(String name, byte[] file) {
    return new PnmPicture(name, file).read();
  }

  private Image read() {
    int kind = file[1] - '0';
    boolean digits = kind <= 3;
    boolean bits = kind == 1 || kind == 4;
    int bands = kind == 3 || kind == 6 ? 3 : 1;
    int width = number("width");
    int height = number("height");
    int most = bits ? 1 : number("greatest value");
    Bounds.check(name, width, height, file.length, bits ? 8 : 1);
    if (most < 1 || most > 65535) {
      throw damaged("its greatest value is %d".formatted(most));
    }
    at++; // one white space
    int scale = bands == 1 && most > 255 ? 65535 : 255;
    Image out = Image.black(3, height, width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < bands; c++) {
          int value = bits ? bit(digits, x, width) : value(digits, most);
          put(out, c, y, x, bands, light(value, most, scale));
        }
      }
    }
    return out;
  }

  private static byte light(int value, int most, int scale) {
    return (byte) Math.min(255, Math.rint((double) value / most * scale));
  }

  private static void put(Image out, int c, int y, int x, int bands, byte value) {
    int plane = out.height() * out.width();
    int place = y * out.width() + x;
    for (int to = c; to < 3; to += bands) {
      out.pixels()[to * plane + place] = value;
    }
  }

  /** 1 is black. */
  private int bit(boolean digits, int x, int width) {
    if (digits) {
      skipSpace();
      int digit = next() - '0';
      if (digit != 0 && digit != 1) {
        throw damaged("a bit is neither 0 nor 1");
      }
      return 1 - digit;
    }
    if (at >= file.length) {
      throw damaged("it is cut short");
    }
    int bit = file[at] >> (7 - x % 8) & 1;
    at += x % 8 == 7 || x == width - 1 ? 1 : 0;
    return 1 - bit;
  }

  private int value(boolean digits, int most) {
    if (digits) {
      int value = number("value");
      if (value > most) {
        throw damaged("a value of %d is above the greatest, %d".formatted(value, most));
      }
      return value;
    }
    return most > 255 ? next() << 8 | next() : next();
  }

  private int next() {
    if (at >= file.length) {
      throw damaged("it is cut short");
    }
    return file[at++] & 0xff;
  }

  private int number(String what) {
    skipSpace();
    int value = 0;
    int start = at;
    while (at < file.length && file[at] >= '0' && file[at] <= '9' && at - start < 9) {
      value = 10 * value + file[at++] - '0';
    }
    boolean ends = at >= file.length || space(file[at]) || file[at] == '#';
    if (at == start || !ends) {
      throw damaged(
          at >= file.length ? "it is cut short" : "its %s is not a number".formatted(what));
    }
    return value;
  }

  private void skipSpace() {
    while (at < file.length && (space(file[at]) || file[at] == '#')) {
      if (file[at] == '#') {
        while (at < file.length && file[at] != '\n' && file[at] != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  private static boolean space(byte b) {
    return b == ' ' || b >= 9 && b <= 13;
  }

  private DataException damaged(String why) {
    return new DataException("%s is damaged: %s".formatted(name, why));
  }
}
