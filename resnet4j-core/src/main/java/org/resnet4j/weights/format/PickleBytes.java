package org.resnet4j.weights.format;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The operands in the bytes of a pickle; no length is believed before it is compared. */
record PickleBytes(ByteBuffer in) {
  private static final int LONGEST_INTEGER = 255;
  private static final int LONGEST_NAME = 512;

  PickleBytes {
    in.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The next byte, as a number from 0 to 255. */
  int next() {
    return Byte.toUnsignedInt(in.get());
  }

  long nextShort() {
    return Short.toUnsignedInt(in.getShort());
  }

  int nextInt() {
    return in.getInt();
  }

  long nextLong() {
    return in.getLong();
  }

  double nextDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  /** Python's two's complement, little endian: a Long, or a BigInteger where that is too short. */
  Object integer(int length) {
    if (length < 0 || length > LONGEST_INTEGER) {
      throw new DamagedPickle("its pickle has an integer of %d bytes".formatted(length));
    }
    byte[] bytes = bytes(length);
    for (int i = 0; i < length / 2; i++) {
      byte swapped = bytes[i];
      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = swapped;
    }
    var value = length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  String text(long length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  void skip(long length) {
    checkLength(length);
    in.position(in.position() + (int) length);
  }

  /** A name, up to the end of its line. */
  String line() {
    int begin = in.position();
    while (in.get() != '\n') {
      if (in.position() - begin > LONGEST_NAME) {
        throw new DamagedPickle(
            "its pickle has a name of more than %d bytes".formatted(LONGEST_NAME));
      }
    }
    var bytes = new byte[in.position() - begin - 1];
    in.get(begin, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] bytes(long length) {
    checkLength(length);
    var bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private void checkLength(long length) {
    if (length < 0 || length > in.remaining()) {
      throw new DamagedPickle(
          "its pickle claims a string of %d bytes where %d are left"
              .formatted(length, in.remaining()));
    }
  }
}
