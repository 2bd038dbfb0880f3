package org.resnet4j.weights.format;

import java.nio.ByteBuffer;

/** The number types of weight files, by safetensors' names. */
enum ElementType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Converts the next {@code count} little-endian numbers of {@code from}. */
  void convert(ByteBuffer from, float[] to, int at, int count) {
    if (this == F32) {
      from.asFloatBuffer().get(to, at, count);
      from.position(from.position() + 4 * count);
      return;
    }
    for (int i = at; i < at + count; i++) {
      to[i] =
          switch (this) {
            case F64 -> (float) from.getDouble();
            case F32 -> from.getFloat();
            case F16 -> Float.float16ToFloat(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            case I64 -> from.getLong();
            case I32 -> from.getInt();
            case I16 -> from.getShort();
            case I8 -> from.get();
            case U8 -> from.get() & 0xFF;
            case BOOL -> from.get() == 0 ? 0 : 1;
          };
    }
  }
}
