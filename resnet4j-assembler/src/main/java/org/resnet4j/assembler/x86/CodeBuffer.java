package org.resnet4j.assembler.x86;

import java.util.Arrays;

/** Bytes of code as they are written, little endian. */
final class CodeBuffer {
  private byte[] bytes = new byte[4096];
  private int size;

  int size() {
    return size;
  }

  void put(int... more) {
    for (int one : more) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      bytes[size++] = (byte) one;
    }
  }

  void putInt(int value) {
    put(value, value >> 8, value >> 16, value >> 24);
  }

  void putLong(long value) {
    putInt((int) value);
    putInt((int) (value >> 32));
  }

  void patchInt(int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> 8 * i);
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
