package org.resnet4j.export.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.resnet4j.export.ExportException;

/** Walks the fields of a protobuf message; what is not asked for is passed over. */
final class ProtobufReader {
  private final FileBytes bytes;
  private final long end;
  private long place;
  private int field;
  private int wireType;

  /** The message that is the whole file. */
  ProtobufReader(FileBytes bytes) {
    this(bytes, 0, bytes.size());
  }

  private ProtobufReader(FileBytes bytes, long begin, long end) {
    this.bytes = bytes;
    this.place = begin;
    this.end = end;
  }

  /** A field's bytes, not yet read. */
  record Block(FileBytes file, long begin, int size) {
    /** Reads as many as the buffer has room for, from one of them on. */
    void read(ByteBuffer to, int from) {
      file.fill(to, begin + from);
    }
  }

  /** Whether there is a next field; goes to it, past what is left of the one before. */
  boolean next() {
    if (place == end) {
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
    int bits = 0;
    for (int i = 0; i < Float.BYTES; i++) {
      bits |= (bytes.at(place++) & 0xff) << Byte.SIZE * i;
    }
    return Float.intBitsToFloat(bits);
  }

  String text() {
    var block = block();
    var text = ByteBuffer.allocate(block.size);
    block.read(text, 0);
    return new String(text.array(), StandardCharsets.UTF_8);
  }

  ProtobufReader message() {
    long length = length();
    place += length;
    return new ProtobufReader(bytes, place - length, place);
  }

  Block block() {
    long length = length();
    if (length > Integer.MAX_VALUE) {
      throw damaged();
    }
    place += length;
    return new Block(bytes, place - length, (int) length);
  }

  void skip() {
    switch (wireType) {
      case 0 -> varint();
      case 1 -> skip(8);
      case 2 -> skip(length());
      case 5 -> skip(4);
      default -> throw damaged();
    }
  }

  private void skip(long count) {
    require(count);
    place += count;
  }

  private long length() {
    long length = varint();
    require(length);
    return length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      byte next = bytes.at(place++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private void require(long count) {
    if (count < 0 || count > end - place) {
      throw damaged();
    }
  }

  private static ExportException damaged() {
    return new ExportException(
        "the file is not a valid ONNX model: it ends in the middle of a field");
  }
}
