package org.resnet4j.data.image.format;

import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.jpeg.JpegHead;
import org.resnet4j.data.image.jpeg.JpegReader;
import org.resnet4j.data.image.jpeg.SampleRows;

/**
 * JPEG: {@link JpegReader} gives the components as they are stored, and {@link JpegHead} says what
 * they are, as libjpeg decides for Pillow. Four inks are stored inverted, as Pillow always assumes.
 */
final class JpegPicture {
  /** Pixels to a byte: progressive, a block of 64 in half a bit. */
  private static final int MOST = 1024;

  private final Image out;
  private final int[] row;

  private JpegPicture(Image out) {
    this.out = out;
    row = new int[out.width()];
  }

  static Image read(String name, byte[] file) {
    var head = JpegHead.of(file);
    if (head.components() == 0) {
      throw new DataException("%s is damaged: it holds no picture".formatted(name));
    }
    head.unread()
        .ifPresent(
            kind -> {
              throw new DataException(
                  "%s is a JPEG that is not read: %s; save it as PNG or as a JPEG of 8 bits"
                      .formatted(name, kind));
            });
    if (head.components() == 2 || head.components() > 4) {
      throw new DataException(
          "%s has %d components, which is no picture's number".formatted(name, head.components()));
    }
    Bounds.check(name, head.width(), head.height(), file.length, MOST);
    var picture = new JpegPicture(Image.black(3, head.height(), head.width()));
    var damage = new JpegReader().read(file, 0, file.length, picture.rows(head));
    if (damage.isPresent()) {
      throw new DataException("%s is damaged: %s".formatted(name, damage.get()));
    }
    return picture.out;
  }

  private SampleRows rows(JpegHead head) {
    SampleRows stored = head.lumaAndChroma() && head.components() > 1 ? this::light : this::same;
    return head.components() < 4
        ? stored
        : (y, samples) -> {
          stored.row(y, samples);
          ink(y, samples[3], head.lumaAndChroma());
        };
  }

  private void light(int y, int[][] samples) {
    YCbCr.red(samples, row, out.width());
    store(row, 0, place(0, y));
    YCbCr.green(samples, row, out.width());
    store(row, 0, place(1, y));
    YCbCr.blue(samples, row, out.width());
    store(row, 0, place(2, y));
  }

  private void same(int y, int[][] samples) {
    for (int c = 0; c < 3; c++) {
      store(samples[samples.length == 1 ? 0 : c], 128, place(c, y));
    }
  }

  private void store(int[] in, int more, int to) {
    byte[] pixels = out.pixels();
    for (int x = 0; x < out.width(); x++) {
      pixels[to + x] = (byte) (in[x] + more);
    }
  }

  /** What is there is what an ink leaves, or the ink inverted: libjpeg turns colours to inks. */
  private void ink(int y, int[] black, boolean light) {
    for (int c = 0; c < 3; c++) {
      int at = place(c, y);
      for (int x = 0; x < out.width(); x++) {
        int stored = out.pixels()[at + x] & 0xff;
        out.pixels()[at + x] = Inks.light(light ? stored : 255 - stored, 127 - black[x]);
      }
    }
  }

  private int place(int plane, int y) {
    return (plane * out.height() + y) * out.width();
  }
}
