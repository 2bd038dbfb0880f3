package org.resnet4j.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * GIF: the first frame, in its place on the screen. What it leaves free has, as with Pillow, the
 * colour that stands for transparency, or else the first of the palette.
 */
final class GifPicture {
  private final ByteBuffer in;
  private int transparent;

  private GifPicture(byte[] file) {
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Image read(String name, byte[] file) throws IOException {
    var gif = new GifPicture(file);
    int palette = gif.palette(10, 13);
    int frame = gif.frame(name, 13 + gif.paletteBytes(10));
    if (gif.paletteBytes(frame + 9) > 0) {
      palette = frame + 10;
    }
    if (palette == 0) {
      throw new DataException("%s has no palette".formatted(name));
    }
    int left = gif.number(frame + 1);
    int top = gif.number(frame + 3);
    int width = Math.max(gif.number(6), left + gif.number(frame + 5));
    int height = Math.max(gif.number(8), top + gif.number(frame + 7));
    Bounds.check(name, width, height, file.length);
    Image picture =
        new ImageIoFile(name, file, "gif").read(reader -> Rasters.planes(reader.read(0)));
    boolean whole = picture.width() == width && picture.height() == height;
    return whole ? picture : gif.placed(picture, left, top, width, height, palette);
  }

  private Image placed(Image picture, int left, int top, int width, int height, int palette) {
    Image out = Image.black(3, height, width);
    for (int c = 0; c < 3; c++) {
      byte free = in.get(palette + 3 * transparent + c);
      Arrays.fill(out.pixels(), c * height * width, (c + 1) * height * width, free);
      for (int y = 0; y < picture.height(); y++) {
        System.arraycopy(
            picture.pixels(),
            (c * picture.height() + y) * picture.width(),
            out.pixels(),
            (c * height + top + y) * width + left,
            picture.width());
      }
    }
    return out;
  }

  /** The place of the first image descriptor; on the way, the index of transparency. */
  private int frame(String name, int at) {
    while (true) {
      switch (in.get(at)) {
        case 0x2c -> {
          return at;
        }
        case 0x21 -> {
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
        default -> throw new DataException("%s has no picture in it".formatted(name));
      }
    }
  }

  private int palette(int flags, int at) {
    return paletteBytes(flags) > 0 ? at : 0;
  }

  private int paletteBytes(int flags) {
    int bits = in.get(flags);
    return (bits & 0x80) == 0 ? 0 : 3 * (2 << (bits & 7));
  }

  private int number(int at) {
    return in.getShort(at) & 0xffff;
  }
}
