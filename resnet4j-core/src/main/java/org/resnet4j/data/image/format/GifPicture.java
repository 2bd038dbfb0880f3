package org.resnet4j.data.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * GIF: the first frame, in its place on the screen. What it leaves free has, as with Pillow, the
 * colour that stands for transparency, black if there is none such, or else the first of the
 * palette.
 */
final class GifPicture {
  /** A code of 12 bits stands for at most 4,094. */
  private static final long PIXELS_A_BYTE = 4094;

  private static final int INTERLACED = 0x40;
  private static final int[] FIRST_ROWS = {0, 4, 2, 1};
  private static final int[] ROW_STEPS = {8, 8, 4, 2};

  private final String name;
  private final ByteBuffer in;
  private int transparent;

  private GifPicture(String name, byte[] file) {
    this.name = name;
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Image read(String name, byte[] file) {
    return new GifPicture(name, file).read();
  }

  private Image read() {
    int frame = frame(13 + paletteBytes(10));
    boolean own = paletteBytes(frame + 9) > 0;
    int palette = own ? frame + 10 : 13;
    int colours = paletteBytes(own ? frame + 9 : 10) / 3;
    if (colours == 0) {
      throw damaged("it has no palette");
    }
    int width = number(frame + 5);
    int height = number(frame + 7);
    int wholeWidth = Math.max(number(6), number(frame + 1) + width);
    int wholeHeight = Math.max(number(8), number(frame + 3) + height);
    Bounds.check(name, width, height, in.capacity(), PIXELS_A_BYTE);
    Bounds.check(name, wholeWidth, wholeHeight, in.capacity(), PIXELS_A_BYTE);
    byte[] indices = new LzwReader(in, frame + 10 + paletteBytes(frame + 9)).read(width * height);
    Image out = Image.black(3, wholeHeight, wholeWidth);
    for (int c = 0; c < 3; c++) {
      int plane = c * wholeHeight * wholeWidth;
      byte free = transparent < colours ? in.get(palette + 3 * transparent + c) : 0;
      Arrays.fill(out.pixels(), plane, plane + wholeHeight * wholeWidth, free);
    }
    int[] rows = rows(height, (in.get(frame + 9) & INTERLACED) != 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int index = indices[y * width + x] & 0xff;
        if (index >= colours) {
          throw damaged("it has no colour %d".formatted(index));
        }
        int to = (number(frame + 3) + rows[y]) * wholeWidth + number(frame + 1) + x;
        for (int c = 0; c < 3; c++) {
          out.pixels()[c * wholeHeight * wholeWidth + to] = in.get(palette + 3 * index + c);
        }
      }
    }
    return out;
  }

  /** The row in which each row that is stored belongs. */
  private static int[] rows(int height, boolean interlaced) {
    int[] rows = new int[height];
    int stored = 0;
    for (int pass = 0; pass < FIRST_ROWS.length && interlaced; pass++) {
      for (int y = FIRST_ROWS[pass]; y < height; y += ROW_STEPS[pass]) {
        rows[stored++] = y;
      }
    }
    for (int y = 0; y < height && !interlaced; y++) {
      rows[y] = y;
    }
    return rows;
  }

  /** The place of the first image descriptor; on the way, the index of transparency. */
  private int frame(int from) {
    int at = from;
    while (in.get(at) == 0x21) {
      boolean control = in.get(at + 1) == (byte) 0xf9 && in.get(at + 2) >= 4;
      if (control) {
        transparent = (in.get(at + 3) & 1) == 1 ? in.get(at + 6) & 0xff : 0;
      }
      at += 2;
      while (in.get(at) != 0) {
        at += 1 + (in.get(at) & 0xff);
      }
      at++;
    }
    if (in.get(at) != 0x2c) {
      throw damaged("it has no picture where one should be");
    }
    return at;
  }

  private int paletteBytes(int flags) {
    int bits = in.get(flags);
    return (bits & 0x80) == 0 ? 0 : 3 * (2 << (bits & 7));
  }

  private int number(int at) {
    return in.getShort(at) & 0xffff;
  }

  private DataException damaged(String why) {
    return new DataException("%s is damaged: %s".formatted(name, why));
  }
}
