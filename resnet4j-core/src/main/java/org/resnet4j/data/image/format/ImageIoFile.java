package org.resnet4j.data.image.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.resnet4j.data.DataException;

/**
 * A file that one of ImageIO's readers reads. The JDK's own are preferred to plug-ins, so that what
 * a program has on its class path does not change pixels.
 *
 * @param name for messages
 * @param bytes the file
 * @param format ImageIO's name of it
 */
record ImageIoFile(String name, byte[] bytes, String format) {
  /** Libjpeg's and the JDK's warnings of data that are not there or not what they should be. */
  private static final Pattern DAMAGE =
      Pattern.compile("premature end|bad huffman|instead of rst|inconsistent");

  /** What is wanted of a reader whose input is set. */
  interface Wanted<T> {
    T from(ImageReader reader) throws IOException;
  }

  /** {@return what is wanted of the first picture in the file, after a look at its size} */
  <T> T read(Wanted<T> wanted) throws IOException {
    ImageReader reader =
        reader()
            .orElseThrow(
                () ->
                    new DataException(
                        "%s is %s, for which ImageIO has no reader here".formatted(name, format)));
    var damage = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (DAMAGE.matcher(warning.toLowerCase(Locale.ROOT)).find()) {
            damage.set(true);
          }
        });
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, false, true);
      Bounds.check(name, reader.getWidth(0), reader.getHeight(0), bytes.length, most());
      T read = wanted.from(reader);
      if (damage.get()) { // half a JPEG comes with grey below
        throw new DataException("%s is truncated or damaged".formatted(name));
      }
      return read;
    } finally {
      reader.dispose();
    }
  }

  private long most() {
    return switch (format) {
      case "bmp" -> 128; // a run of 255 in two bytes
      default -> Bounds.DEFLATED;
    };
  }

  private Optional<ImageReader> reader() {
    Optional<ImageReader> plugIn = Optional.empty();
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      var reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return Optional.of(reader);
      }
      plugIn = plugIn.or(() -> Optional.of(reader));
    }
    return plugIn;
  }
}
