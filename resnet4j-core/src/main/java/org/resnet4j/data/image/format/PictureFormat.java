package org.resnet4j.data.image.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that are read, told apart by the first bytes of a file, never by its name. */
enum PictureFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  GIF("GIF"),
  BMP("BMP"),
  TIFF("TIFF"),
  WEBP("WebP"),
  PNM("PBM, PGM, PPM");

  private final String words;

  PictureFormat(String words) {
    this.words = words;
  }

  /** {@return the format of a file; empty if it is none of these} */
  static Optional<PictureFormat> of(byte[] file) {
    var head = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(format -> format.begins(head)).findFirst();
  }

  /** {@return all of them, for a message} */
  static String all() {
    return Arrays.stream(values()).map(format -> format.words).collect(Collectors.joining(", "));
  }

  private boolean begins(String head) {
    return switch (this) {
      case JPEG -> head.startsWith("\u00ff\u00d8\u00ff");
      case PNG -> head.startsWith("\u0089PNG\r\n\u001a\n");
      case GIF -> head.startsWith("GIF87a") || head.startsWith("GIF89a");
      case BMP -> head.startsWith("BM");
      case TIFF -> head.startsWith("II*\0") || head.startsWith("MM\0*");
      case WEBP -> head.startsWith("RIFF") && head.startsWith("WEBP", 8);
      case PNM -> head.matches("(?s)P[1-6]\\s.*");
    };
  }
}
