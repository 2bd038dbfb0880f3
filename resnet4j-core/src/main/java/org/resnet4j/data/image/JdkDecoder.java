package org.resnet4j.data.image;

import java.io.IOException;
import java.util.function.Supplier;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * Reads JPEG, PNG, GIF, BMP, TIFF, WebP and PBM, PGM, PPM as Pillow's {@code convert("RGB")} does:
 * the JDK's readers undo the compression, what the numbers mean is decided here. What Pillow reads
 * and this does not is refused, never guessed. WebP without loss is undone by ImageIO's plug-in for
 * WebP, where one is on the class path. Safe for use by several threads.
 */
public final class JdkDecoder implements ImageDecoder {
  /** A decoder; it keeps no state. */
  public JdkDecoder() {}

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Image decode(String name, byte[] file) {
    if (file.length == 0) {
      throw new DataException("%s is empty".formatted(name));
    }
    var format = PictureFormat.of(file).orElseThrow(unknown(name));
    try {
      return switch (format) {
        case JPEG -> JpegPicture.read(name, file);
        case PNG -> PngPicture.read(name, file);
        case GIF -> GifPicture.read(name, file);
        case BMP -> BmpPicture.read(name, file);
        case TIFF -> TiffPicture.read(name, file);
        case WEBP -> WebpPicture.read(name, file);
        case PNM -> PnmPicture.read(name, file);
      };
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the readers throw both on damaged files
      throw damaged(name, String.valueOf(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw damaged(name, "it needs more memory than is available", e);
    }
  }

  private static Supplier<DataException> unknown(String name) {
    return () ->
        new DataException(
            "%s is not an image of a known format (%s)".formatted(name, PictureFormat.all()));
  }

  private static DataException damaged(String name, String why, Throwable cause) {
    return new DataException(
        "%s is damaged or not an image: %s".formatted(name, why.lines().findFirst().orElse("")),
        cause);
  }
}
