package org.resnet4j.data.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The numbers of a TIFF's first directory, by their tags.
 *
 * @param tags each with its first values, at most {@value #KEPT}, fractions as numerator and
 *     denominator; those of other types are left out
 */
record TiffHead(Map<Integer, int[]> tags) {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int ORIENTATION = 274;
  static final int STRIPS = 273;
  static final int SAMPLES = 277;
  static final int STRIP_SIZES = 279;
  static final int TILES = 324;
  static final int TILE_SIZES = 325;
  static final int EXTRA = 338;
  static final int FORMAT = 339;
  static final int COEFFICIENTS = 529;
  static final int REFERENCE = 532;
  private static final int RATIONAL = 5;
  private static final int OPAQUE = 7;
  private static final int KEPT = 12;

  /** Tags without which pixels cannot be found. */
  private static final Set<Integer> LAYOUT =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          266,
          STRIPS,
          ORIENTATION,
          SAMPLES,
          278,
          STRIP_SIZES,
          284,
          317,
          EXTRA,
          FORMAT);

  /** Tags of fractions that are read. */
  private static final Set<Integer> LIGHT = Set.of(COEFFICIENTS, REFERENCE);

  static TiffHead of(byte[] file) {
    var in = ByteBuffer.wrap(file);
    in.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = in.getInt(4);
    int entries = in.getShort(directory) & 0xffff;
    var tags = new TreeMap<Integer, int[]>();
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + 12 * i;
      int type = in.getShort(at + 2);
      int tag = in.getShort(at) & 0xffff;
      if (size(type) * (in.getInt(at + 4) & 0xffffffffL) > file.length) {
        throw new IllegalStateException("tag %d is larger than the file".formatted(tag));
      }
      if (type == 1 || type == 3 || type == 4 || type == RATIONAL && LIGHT.contains(tag)) {
        tags.putIfAbsent(tag, values(in, at, type, KEPT));
      } else if (LAYOUT.contains(tag)) {
        throw new IllegalStateException("tag %d has no number".formatted(tag));
      }
    }
    return new TiffHead(tags);
  }

  /** {@return the bytes of a value; none if the type is not known, as readers leave it out} */
  private static long size(int type) {
    return switch (type) {
      case 1, 2, 6, OPAQUE -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case RATIONAL, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  /** {@return all values of a tag, of bytes or whole numbers; none if it is missing} */
  static int[] every(byte[] file, int tag) {
    var in = ByteBuffer.wrap(file);
    in.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = in.getInt(4);
    int entries = in.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + 12 * i;
      if ((in.getShort(at) & 0xffff) == tag) {
        int type = in.getShort(at + 2) == OPAQUE ? 1 : in.getShort(at + 2);
        return values(in, at, type, file.length);
      }
    }
    return new int[0];
  }

  private static int[] values(ByteBuffer in, int at, int type, int most) {
    int size = type == 1 ? 1 : type == 3 ? 2 : 4;
    long all = (in.getInt(at + 4) & 0xffffffffL) * (type == RATIONAL ? 2 : 1);
    int count = (int) Math.min(all, most);
    int from = all * size <= 4 ? at + 8 : in.getInt(at + 8);
    var values = new int[count];
    for (int k = 0; k < count; k++) {
      values[k] =
          switch (type) {
            case 1 -> in.get(from + k) & 0xff;
            case 3 -> in.getShort(from + 2 * k) & 0xffff;
            default -> in.getInt(from + 4 * k);
          };
    }
    return values;
  }

  /** {@return whether the fractions of a tag are these, or it is missing} */
  boolean fractions(int tag, double... wanted) {
    var values = tags.get(tag);
    if (values == null) {
      return true;
    }
    boolean all = values.length == 2 * wanted.length;
    for (int i = 0; all && i < wanted.length; i++) {
      double value = (values[2 * i] & 0xffffffffL) / (double) (values[2 * i + 1] & 0xffffffffL);
      all = Math.abs(value - wanted[i]) < 1e-6;
    }
    return all;
  }

  boolean has(int tag) {
    return tags.containsKey(tag);
  }

  /** {@return the first value of a tag, or what is meant where it is missing} */
  int first(int tag, int otherwise) {
    var values = tags.get(tag);
    return values == null || values.length == 0 ? otherwise : values[0];
  }

  /** {@return whether all values of a tag are this one, or it is missing} */
  boolean all(int tag, int value) {
    for (int one : tags.getOrDefault(tag, new int[0])) {
      if (one != value) {
        return false;
      }
    }
    return true;
  }
}
