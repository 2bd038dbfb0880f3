package org.resnet4j.data.image;

import java.io.IOException;
import java.util.Objects;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.format.PictureReader;

/**
 * Reads JPEG, PNG, GIF, BMP, TIFF, WebP and PBM, PGM, PPM as Pillow's {@code convert("RGB")} does:
 * the JDK's readers undo the compression, what the numbers mean is decided here. What Pillow reads
 * and this does not is refused, never guessed. Safe for use by several threads.
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
    try {
      return PictureReader.read(name, file);
    } catch (DataException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(name, Objects.requireNonNullElse(e.getMessage(), "its data end too early"), e);
    } catch (RuntimeException e) { // the readers' words for it are for programmers
      throw damaged(name, "its parts contradict each other", e);
    } catch (OutOfMemoryError e) {
      throw damaged(name, "it needs more memory than is available", e);
    }
  }

  private static DataException damaged(String name, String why, Throwable cause) {
    return new DataException(
        "%s is damaged or not an image: %s".formatted(name, why.lines().findFirst().orElse("")),
        cause);
  }
}
