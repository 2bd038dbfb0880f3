package org.resnet4j.serve.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.resnet4j.serve.protocol.Refusal;

/** How many pixels a picture claims to have, by its header alone: nothing is decoded. */
final class PictureSize {
  private static final Pattern PNM =
      Pattern.compile(
          "P[1-6](?:\\s+|#[^\\n]*\\n)+(\\d{1,9})(?:\\s+|#[^\\n]*\\n)+(\\d{1,9})\\s.*",
          Pattern.DOTALL);
  private static final int HEAD = 1024;

  /** The signature, and the length and name of the first chunk, whose content begins with both. */
  private static final String PNG = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR";

  private PictureSize() {}

  /**
   * {@return width times height}
   *
   * @throws Refusal if it is no picture
   */
  static long of(byte[] file) {
    var head = new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8) && file.length >= 30) {
      return webp(file, head.substring(12, 16));
    }
    if (head.startsWith(PNG) && file.length >= 24) {
      var in = ByteBuffer.wrap(file); // width and height are positive int
      return in.getInt(16) > 0 && in.getInt(20) > 0
          ? (long) in.getInt(16) * in.getInt(20)
          : byReader(file);
    }
    var pnm = PNM.matcher(head);
    if (pnm.matches()) {
      return Long.parseLong(pnm.group(1)) * Long.parseLong(pnm.group(2));
    }
    long most = byReader(file);
    if (head.startsWith("GIF8") && file.length > 10) {
      var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      most = Math.max(most, (in.getShort(6) & 0xffffL) * (in.getShort(8) & 0xffffL));
    }
    return most;
  }

  private static long webp(byte[] file, String kind) {
    var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return switch (kind) {
      case "VP8X" -> (1L + (in.getInt(24) & 0xffffff)) * (1L + (in.getInt(26) >>> 8));
      case "VP8L" -> (1L + (in.getInt(21) & 0x3fff)) * (1L + (in.getInt(21) >>> 14 & 0x3fff));
      case "VP8 " -> (in.getShort(26) & 0x3fffL) * (in.getShort(28) & 0x3fffL);
      default -> throw Refusal.wrong("the picture is no WebP that is known");
    };
  }

  private static long byReader(byte[] file) {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw Refusal.wrong("the picture is of no known format");
      }
      var reader = readers.next();
      try {
        reader.setInput(in, false, true);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    } catch (Refusal e) {
      throw e;
    } catch (IOException | RuntimeException e) { // readers throw both on damaged files
      throw Refusal.wrong("the picture is damaged or of no known format");
    }
  }
}
