package org.resnet4j.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;

/** Many small images in one, in rows, to show what a network sees. */
public final class ContactSheet {
  private static final int GAP = 4;
  private static final int PAPER = 0xf4f4f4;
  private static final int READABLE = 96;

  private ContactSheet() {}

  /**
   * Writes a PNG, atomically; small images are enlarged by a whole factor, pixels kept sharp.
   *
   * @param png the file to write, replaced if it exists
   * @param images at least one, of 1 or 3 channels
   * @param columns images per row, at least 1
   * @throws DataException if there is no image or no column, or the file cannot be written
   */
  public static void write(Path png, List<Image> images, int columns) {
    if (images.isEmpty() || columns < 1) {
      throw new DataException(
          "a contact sheet needs images and columns, got %d and %d"
              .formatted(images.size(), columns));
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(drawn(images, columns), "png", out);
      AtomicFile.write(png, out.toByteArray());
    } catch (IOException e) {
      throw new DataException("%s cannot be written: %s".formatted(png, Reason.of(e)), e);
    }
  }

  /**
   * Writes a batch as the network receives it: its smallest value is black, its largest white.
   *
   * @param png the file to write, replaced if it exists
   * @param batch images of 1 or 3 channels
   * @param columns images per row, at least 1
   * @throws DataException if there is no column, or the file cannot be written
   */
  public static void write(Path png, Batch batch, int columns) {
    write(png, images(batch), columns);
  }

  private static BufferedImage drawn(List<Image> images, int columns) {
    int h = images.stream().mapToInt(Image::height).max().orElseThrow();
    int w = images.stream().mapToInt(Image::width).max().orElseThrow();
    int zoom = Math.max(1, READABLE / Math.max(h, w));
    int rows = (images.size() + columns - 1) / columns;
    int stepX = w * zoom + GAP;
    int stepY = h * zoom + GAP;
    var sheet =
        new BufferedImage(columns * stepX + GAP, rows * stepY + GAP, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.setRGB(x, y, PAPER);
      }
    }
    for (int i = 0; i < images.size(); i++) {
      draw(sheet, images.get(i), GAP + i % columns * stepX, GAP + i / columns * stepY, zoom);
    }
    return sheet;
  }

  private static void draw(BufferedImage sheet, Image image, int left, int top, int zoom) {
    int green = image.channels() == 1 ? 0 : 1;
    int blue = image.channels() == 1 ? 0 : 2;
    for (int y = 0; y < image.height() * zoom; y++) {
      for (int x = 0; x < image.width() * zoom; x++) {
        int iy = y / zoom;
        int ix = x / zoom;
        int colour =
            image.at(0, iy, ix) << 16 | image.at(green, iy, ix) << 8 | image.at(blue, iy, ix);
        sheet.setRGB(left + x, top + y, colour);
      }
    }
  }

  /**
   * A batch as images: its smallest value is black, its largest white.
   *
   * @param batch images of 1 or 3 channels
   * @return one for each of the batch, in order
   */
  public static List<Image> images(Batch batch) {
    int length = batch.exampleLength();
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < batch.size() * length; i++) {
      least = Math.min(least, batch.images()[i]);
      greatest = Math.max(greatest, batch.images()[i]);
    }
    float scale = greatest > least ? 255 / (greatest - least) : 0;
    List<Image> images = new ArrayList<>();
    for (int n = 0; n < batch.size(); n++) {
      byte[] pixels = new byte[length];
      for (int i = 0; i < length; i++) {
        pixels[i] = (byte) Math.round((batch.images()[n * length + i] - least) * scale);
      }
      images.add(new Image(batch.channels(), batch.height(), batch.width(), pixels));
    }
    return images;
  }
}
