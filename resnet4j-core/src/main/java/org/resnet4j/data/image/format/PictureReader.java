package org.resnet4j.data.image.format;

import java.io.IOException;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/** Reads a picture of any of the formats. */
public final class PictureReader {
  private PictureReader() {}

  /** {@return the formats, as people name them} */
  public static String formats() {
    return PictureFormat.all();
  }

  /**
   * Reads a picture.
   *
   * @param name for messages
   * @param file its bytes, not none
   * @return the image, (3, H, W)
   * @throws DataException if it is of another format, damaged or not read
   * @throws IOException if it is damaged; as are runtime exceptions
   */
  public static Image read(String name, byte[] file) throws IOException {
    var format =
        PictureFormat.of(file)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s is not an image of a known format (%s)"
                            .formatted(name, PictureFormat.all())));
    return switch (format) {
      case JPEG -> JpegPicture.read(name, file);
      case PNG -> PngPicture.read(name, file);
      case GIF -> GifPicture.read(name, file);
      case BMP -> BmpPicture.read(name, file);
      case TIFF -> TiffPicture.read(name, file);
      case WEBP -> WebpPicture.read(name, file);
      case PNM -> PnmPicture.read(name, file);
    };
  }
}
