package org.resnet4j.data.image.format;

import java.util.Map;
import java.util.Optional;

/** Which TIFFs are read: those that Pillow knows and of which the JDK's reader gives its pixels. */
final class TiffKind {
  static final int WHITE_IS_ZERO = 0;
  static final int GREY = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int CMYK = 5;
  static final int YCBCR = 6;
  static final int GROUP3_OPTIONS = 292;
  private static final int JPEG = 7;
  private static final int FLOAT = 3;
  private static final int PREMULTIPLIED = 1;

  private static final Map<Integer, String> COLOURS =
      Map.of(
          WHITE_IS_ZERO,
          "grey whose 0 is white",
          GREY,
          "grey",
          RGB,
          "RGB",
          PALETTE,
          "a palette",
          4,
          "a mask",
          CMYK,
          "inks",
          YCBCR,
          "YCbCr",
          8,
          "CIE Lab",
          9,
          "ICC Lab",
          32803,
          "a camera's raw samples");

  private static final Map<Integer, String> COMPRESSIONS =
      Map.of(
          6,
          "JPEG of 1992",
          JPEG,
          "JPEG",
          32766,
          "NeXT's",
          34712,
          "JPEG 2000",
          34887,
          "LERC",
          34925,
          "LZMA",
          50000,
          "Zstandard",
          50001,
          "WebP",
          50002,
          "JPEG XL");

  private final TiffHead head;
  private final int samples;
  private final int bits;
  private final int photometric;
  private final int compression;

  TiffKind(TiffHead head) {
    this.head = head;
    samples = head.first(TiffHead.SAMPLES, 1);
    bits = head.first(TiffHead.BITS, 1);
    photometric = head.first(TiffHead.PHOTOMETRIC, -1);
    compression = head.first(TiffHead.COMPRESSION, 1);
  }

  int photometric() {
    return photometric;
  }

  /** {@return whether it is compressed in one of the fax's three ways} */
  boolean fax() {
    return compression >= 2 && compression <= 4;
  }

  /** {@return whether its parts are JPEGs} */
  boolean jpeg() {
    return compression == JPEG;
  }

  boolean deepGrey() {
    return samples == 1 && bits > 8;
  }

  /** {@return whether colours were multiplied by the fourth sample, the opacity} */
  boolean premultiplied() {
    return head.first(TiffHead.EXTRA, 0) == PREMULTIPLIED;
  }

  /** {@return what it is in words, if it is not read} */
  Optional<String> refused() {
    if (!packed()) {
      var how = COMPRESSIONS.getOrDefault(compression, "a kind of number " + compression);
      boolean ofColours = compression == 6 || compression == JPEG;
      return Optional.of(
          "compressed by " + how + (ofColours ? ", of %d components".formatted(samples) : ""));
    }
    if (fax() && (samples != 1 || bits != 1 || photometric > GREY)) {
      return Optional.of("a fax in more than black and white");
    }
    if (fax() && !head.all(GROUP3_OPTIONS, head.first(GROUP3_OPTIONS, 0))) {
      return Optional.of("a fax of several kinds");
    }
    if (photometric == PALETTE && !head.has(TiffHead.BITS)) {
      return Optional.of("in a palette whose depth is not said"); // readers guess in different ways
    }
    if (compression != 1 && !head.has(TiffHead.STRIP_SIZES) && !head.has(TiffHead.TILE_SIZES)) {
      return Optional.of("compressed in strips whose sizes are not said");
    }
    if (photometric == YCBCR && !usualLight()) {
      return Optional.of("in YCbCr of unusual coefficients or bounds");
    }
    if (!colours() || !head.all(TiffHead.BITS, bits)) {
      var colour = COLOURS.getOrDefault(photometric, "colours of number " + photometric);
      return Optional.of("in %s, %d samples of %d bits".formatted(colour, samples, bits));
    }
    return premultiplied() && !(photometric == RGB && bits == 8 && samples == 4)
        ? Optional.of("of colours that were multiplied by opacity")
        : Optional.empty();
  }

  /** As JPEG has it, all of 0 to 255: of others, readers make different colours. */
  private boolean usualLight() {
    return head.fractions(TiffHead.COEFFICIENTS, 0.299, 0.587, 0.114)
        && head.fractions(TiffHead.REFERENCE, 0, 255, 128, 255, 128, 255);
  }

  /** By nothing, the fax's three, LZW, deflate or PackBits, or JPEG of one or three components. */
  private boolean packed() {
    return switch (compression) {
      case 1, 2, 3, 4, 5, 8, 32773, 32946 -> true;
      case 6, JPEG -> samples == 1 || samples == 3;
      default -> false;
    };
  }

  private boolean colours() {
    return switch (photometric) {
      case WHITE_IS_ZERO -> samples == 1 && bits <= 8;
      case GREY -> grey();
      case RGB -> (bits == 8 || bits == 16) && (samples == 3 || samples == 4);
      case PALETTE -> samples == 1 && bits <= 8;
      case CMYK -> samples == 4 && (bits == 8 || bits == 16);
      case YCBCR -> samples == 3 && bits == 8;
      default -> false;
    };
  }

  private boolean grey() {
    if (samples == 2) {
      return bits == 8;
    }
    boolean real = head.first(TiffHead.FORMAT, 1) == FLOAT;
    return samples == 1 && (real ? bits == 32 : bits <= 8 || bits == 16 || bits == 32);
  }
}
