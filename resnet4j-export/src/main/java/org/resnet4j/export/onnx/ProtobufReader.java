package org.resnet4j.export.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.resnet4j.export.ExportException;

/** Walks the fields of a protobuf message; what is not asked for is passed over. */
final class ProtobufReader {
  private final ByteBuffer bytes;
  private int field;
  private int wireType;

  ProtobufReader(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether there is a next field; goes to it, past what is left of the one before. */
  boolean next() {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  long number() {
    return varint();
  }

  float single() {
    require(Float.BYTES);
    return bytes.getFloat();
  }

  String text() {
    return StandardCharsets.UTF_8.decode(block()).toString();
  }

  ProtobufReader message() {
    return new ProtobufReader(block());
  }

  ByteBuffer block() {
    long length = varint();
    require(length);
    var block = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return block;
  }

  void skip() {
    switch (wireType) {
      case 0 -> varint();
      case 1 -> skip(8);
      case 2 -> block();
      case 5 -> skip(4);
      default -> throw damaged();
    }
  }

  private void skip(int count) {
    require(count);
    bytes.position(bytes.position() + count);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private void require(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw damaged();
    }
  }

  private static ExportException damaged() {
    return new ExportException(
        "the file is not a valid ONNX model: it ends in the middle of a field");
  }
}
