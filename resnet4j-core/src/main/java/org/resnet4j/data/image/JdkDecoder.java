package org.resnet4j.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/** The JDK's own readers: JPEG, PNG, GIF, BMP, TIFF. Safe for use by several threads. */
public final class JdkDecoder implements ImageDecoder {
  /** No format packs more pixels into a byte: PNG with one bit a pixel, deflated 1032 : 1. */
  private static final long PIXELS_PER_BYTE = 8 * 1032;

  /** Libjpeg's warning. */
  private static final String CUT_SHORT = "premature end";

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
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataException(
            "%s is not an image of a known format (PNG, JPEG, GIF, BMP, TIFF)".formatted(name));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        refuseBombs(name, reader, file.length);
        return decode(name, reader, file);
      } finally {
        reader.dispose();
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the readers throw both on damaged files
      throw damaged(name, String.valueOf(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw damaged(name, "it needs more memory than is available", e);
    }
  }

  private static void refuseBombs(String name, ImageReader reader, int bytes) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > MOST_PIXELS) {
      throw new DataException(
          "%s claims %d x %d pixels; the limit is %d".formatted(name, width, height, MOST_PIXELS));
    }
    if (width * height > PIXELS_PER_BYTE * bytes) {
      throw new DataException(
          "%s claims %d x %d pixels, which its %d bytes cannot hold"
              .formatted(name, width, height, bytes));
    }
  }

  private static Image decode(String name, ImageReader reader, byte[] file) throws IOException {
    var cut = new AtomicBoolean();
    IIOReadWarningListener listener =
        (source, warning) -> cut.compareAndSet(false, warning.contains(CUT_SHORT));
    reader.addIIOReadWarningListener(listener);
    Image image;
    if (InkJpeg.is(file)) {
      image = InkJpeg.convert(reader.readRaster(0, reader.getDefaultReadParam()), file);
    } else {
      BufferedImage read = reader.read(0);
      image = Rasters.planes(read);
    }
    if (cut.get()) { // half a JPEG comes with grey below
      throw new DataException("%s is truncated or incomplete".formatted(name));
    }
    return image;
  }

  private static DataException damaged(String name, String why, Throwable cause) {
    return new DataException(
        "%s is damaged or not an image: %s".formatted(name, why.lines().findFirst().orElse("")),
        cause);
  }
}
