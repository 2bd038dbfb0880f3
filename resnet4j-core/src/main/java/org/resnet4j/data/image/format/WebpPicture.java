package org.resnet4j.data.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.vp8.KeyFrame;
import org.resnet4j.data.image.vp8l.LosslessPicture;

/**
 * WebP: the first picture of the file, its colour profile, transparency and EXIF left out as Pillow
 * leaves them out.
 */
final class WebpPicture {
  /** Pixels that any lossless picture may have, and those for every byte of it. */
  private static final long SMOOTH = 1 << 23;

  private static final long BUSY = 384;

  private final String name;
  private final byte[] file;
  private final ByteBuffer in;

  private WebpPicture(String name, byte[] file) {
    this.name = name;
    this.file = file;
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Image read(String name, byte[] file) {
    return new WebpPicture(name, file).first(12, file.length);
  }

  private Image first(int from, int end) {
    for (int at = from; at + 8 <= end; ) {
      var kind = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      long length = in.getInt(at + 4) & 0xffffffffL;
      if (length > end - at - 8) {
        throw new DataException("%s is cut short".formatted(name));
      }
      switch (kind) {
        case "VP8 " -> {
          return lossy(at + 8, (int) length);
        }
        case "VP8L" -> {
          long padded = Math.min(length + length % 2, end - at - 8); // libwebp reads on to there
          return lossless(at + 8, (int) padded);
        }
        case "ANMF" -> {
          return frame(at + 8, (int) length);
        }
        default -> at += 8 + (int) (length + length % 2);
      }
    }
    throw new DataException("%s has no picture in it".formatted(name));
  }

  /** The first of an animation, on the canvas that VP8X gave, which is black around it. */
  private Image frame(int at, int length) {
    var picture = first(at + 16, at + length);
    if (picture.width() != number(at + 6) + 1 || picture.height() != number(at + 9) + 1) {
      throw new DataException("%s is damaged: a picture has not its frame's size".formatted(name));
    }
    int width = number(24) + 1;
    int height = number(27) + 1;
    Bounds.check(name, width, height, file.length, Bounds.WEBP);
    return placed(picture, 2 * number(at), 2 * number(at + 3), Image.black(3, height, width));
  }

  private Image placed(Image picture, int left, int top, Image canvas) {
    int width = picture.width();
    if (left + width > canvas.width() || top + picture.height() > canvas.height()) {
      throw new DataException("%s is damaged: a frame lies outside its canvas".formatted(name));
    }
    for (int c = 0, from = 0; c < 3; c++) {
      for (int y = 0; y < picture.height(); y++, from += width) {
        int to = (c * canvas.height() + top + y) * canvas.width() + left;
        System.arraycopy(picture.pixels(), from, canvas.pixels(), to, width);
      }
    }
    return canvas;
  }

  private int number(int at) {
    return in.getShort(at) & 0xffff | (in.get(at + 2) & 0xff) << 16;
  }

  private Image lossy(int at, int length) {
    return named(
        () ->
            KeyFrame.decode(
                file,
                at,
                at + length,
                (w, h) -> Bounds.check(name, w, h, file.length, Bounds.WEBP)));
  }

  private Image lossless(int at, int length) {
    return named(
        () -> {
          var picture = LosslessPicture.of(file, at, at + length);
          boundWork(picture, length);
          return picture.decoded();
        });
  }

  private Image named(Supplier<Image> decoded) {
    try {
      return decoded.get();
    } catch (DataException e) {
      boolean named = e.getMessage().startsWith(name);
      throw named ? e : new DataException("%s is damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * A pixel may take no bit at all, and each costs memory. Real pictures have fewer pixels than
   * this, however smooth.
   */
  private void boundWork(LosslessPicture picture, int length) {
    int width = picture.width();
    int height = picture.height();
    long most = Math.min(Bounds.MOST_PIXELS, SMOOTH + BUSY * length);
    if ((long) width * height > most) {
      throw new DataException(
          "%s claims %d x %d pixels, which %d bytes of WebP without loss are not trusted to hold"
              .formatted(name, width, height, length));
    }
  }
}
