package org.resnet4j.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.format.Bounds;
import org.resnet4j.internal.files.Reason;

/**
 * Decodes a file's bytes to an image of three planes, red, green and blue. A faster decoder than
 * the JDK's can be provided as a service; {@link ImageDecoders} finds the one with the highest
 * {@link #rank}. A decoder is used by several threads at once.
 *
 * <p>Every decoder behaves as Pillow's {@code convert("RGB")} or refuses: grey becomes three equal
 * planes, CMYK is converted, transparency is dropped, colours of 16 bits are reduced to the upper
 * 8, and grey of 16 bits is cut off at 255, which makes most of it white: whoever wants it
 * otherwise brings it to 8 bits before. The orientation that a camera recorded (EXIF) is ignored,
 * as in torchvision's image folders, with which its published weights were evaluated; {@link
 * Orientation} applies it for those who want it. A TIFF's orientation is applied, as Pillow does.
 */
public interface ImageDecoder {
  /** Pillow's bound against decompression bombs: an image with more pixels is refused. */
  long MOST_PIXELS = Bounds.MOST_PIXELS;

  /** {@return how much this decoder is preferred: the highest rank wins; the JDK's has 0} */
  int rank();

  /**
   * Decodes the content of a file.
   *
   * @param name of the file, for errors
   * @param file its bytes, which are not written to
   * @return the image, (3, H, W)
   * @throws DataException if the file is damaged, cut short, of no known format or too large
   */
  Image decode(String name, byte[] file);

  /**
   * Reads and decodes a file.
   *
   * @param file its path
   * @return the image, (3, H, W)
   * @throws DataException if the file cannot be read, is damaged, cut short, of no known format or
   *     too large
   */
  default Image read(Path file) {
    try {
      return decode(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /**
   * Reads and decodes a photograph, and turns it as it was seen, see {@link Orientation}.
   *
   * @param file its path
   * @return the image, (3, H, W)
   * @throws DataException if the file cannot be read, is damaged, cut short, of no known format or
   *     too large
   */
  default Image readUpright(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Orientation.upright(decode(file.toString(), bytes), Orientation.of(bytes));
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
