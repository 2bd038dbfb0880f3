package org.resnet4j.weights.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number types of weight files, by safetensors' names, and PyTorch's names for them. */
enum ElementType {
  F64(8, "float64", "DoubleStorage"),
  F32(4, "float32", "FloatStorage"),
  F16(2, "float16", "HalfStorage"),
  BF16(2, "bfloat16", "BFloat16Storage"),
  F8_E5M2(1, "float8_e5m2", ""),
  F8_E4M3(1, "float8_e4m3fn", ""),
  I64(8, "int64", "LongStorage"),
  I32(4, "int32", "IntStorage"),
  I16(2, "int16", "ShortStorage"),
  I8(1, "int8", "CharStorage"),
  U64(8, "uint64", ""),
  U32(4, "uint32", ""),
  U16(2, "uint16", ""),
  U8(1, "uint8", "ByteStorage"),
  BOOL(1, "bool", "BoolStorage");

  private final int bytes;
  private final String torch;
  private final String storage;

  ElementType(int bytes, String torch, String storage) {
    this.bytes = bytes;
    this.torch = torch;
    this.storage = storage;
  }

  /** The type that PyTorch calls {@code torch.uint16}, by the last part of this name. */
  static Optional<ElementType> ofTorch(String name) {
    return Arrays.stream(values()).filter(type -> type.torch.equals(name)).findFirst();
  }

  /** The type of the numbers of a {@code FloatStorage}. */
  static Optional<ElementType> ofStorage(String name) {
    return Arrays.stream(values())
        .filter(type -> !name.isEmpty() && type.storage.equals(name))
        .findFirst();
  }

  int bytes() {
    return bytes;
  }

  /** Converts the next {@code count} numbers of {@code from}, which are in its byte order. */
  void convert(ByteBuffer from, float[] to, int at, int count) {
    if (this == F32) {
      from.asFloatBuffer().get(to, at, count);
      from.position(from.position() + 4 * count);
      return;
    }
    for (int i = at; i < at + count; i++) {
      to[i] = next(from);
    }
  }

  private float next(ByteBuffer from) {
    return switch (this) {
      case F64 -> (float) from.getDouble();
      case F32 -> from.getFloat();
      case F16 -> Float.float16ToFloat(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      case F8_E5M2 -> Float.float16ToFloat((short) (from.get() << 8));
      case F8_E4M3 -> e4m3(from.get());
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      case I16 -> from.getShort();
      case I8 -> from.get();
      case U64 -> unsigned(from.getLong());
      case U32 -> Integer.toUnsignedLong(from.getInt());
      case U16 -> Short.toUnsignedInt(from.getShort());
      case U8 -> Byte.toUnsignedInt(from.get());
      case BOOL -> from.get() == 0 ? 0 : 1;
    };
  }

  /** A sign, four bits of exponent with bias 7, three of fraction; no infinity. */
  private static float e4m3(byte bits) {
    int exponent = bits >> 3 & 15;
    int fraction = bits & 7;
    float size =
        exponent == 0
            ? Math.scalb((float) fraction, -9)
            : Math.scalb(1 + fraction / 8f, exponent - 7);
    boolean nan = exponent == 15 && fraction == 7;
    return nan ? Float.NaN : bits < 0 ? -size : size;
  }

  /** Half of it, rounded to odd, is within a long's range and rounds to the same float. */
  private static float unsigned(long bits) {
    return bits >= 0 ? bits : 2 * (float) (bits >>> 1 | bits & 1);
  }
}
