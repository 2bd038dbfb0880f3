package org.resnet4j.export.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the protobuf wire format (protobuf.dev, "Encoding"): fields in order, each a tag and
 * a varint, four bytes, or a length and that many bytes. Lengths are known before anything is
 * written, so that a model of half a gigabyte is never held twice.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final List<Field> fields = new ArrayList<>();

  private sealed interface Field {
    long size();

    void write(OutputStream out) throws IOException;
  }

  private record Number(long tag, long value) implements Field {
    @Override
    public long size() {
      return varintSize(tag) + varintSize(value);
    }

    @Override
    public void write(OutputStream out) throws IOException {
      varint(out, tag);
      varint(out, value);
    }
  }

  private record Single(long tag, float value) implements Field {
    @Override
    public long size() {
      return varintSize(tag) + Float.BYTES;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      varint(out, tag);
      out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, value).array());
    }
  }

  private record Block(long tag, byte[] bytes) implements Field {
    @Override
    public long size() {
      return varintSize(tag) + varintSize(bytes.length) + bytes.length;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      varint(out, tag);
      varint(out, bytes.length);
      out.write(bytes);
    }
  }

  private record Nested(long tag, Protobuf message) implements Field {
    @Override
    public long size() {
      long inside = message.size();
      return varintSize(tag) + varintSize(inside) + inside;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      varint(out, tag);
      varint(out, message.size());
      message.writeTo(out);
    }
  }

  private record Numbers(long tag, OnnxTensor.Values values) implements Field {
    @Override
    public long size() {
      long inside = RawData.size(values);
      return varintSize(tag) + varintSize(inside) + inside;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      varint(out, tag);
      varint(out, RawData.size(values));
      RawData.write(values, out);
    }
  }

  Protobuf add(int field, long value) {
    fields.add(new Number(tag(field, VARINT), value));
    return this;
  }

  Protobuf add(int field, float value) {
    fields.add(new Single(tag(field, FOUR_BYTES), value));
    return this;
  }

  Protobuf add(int field, String text) {
    fields.add(new Block(tag(field, LENGTH), text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  Protobuf add(int field, Protobuf message) {
    fields.add(new Nested(tag(field, LENGTH), message));
    return this;
  }

  Protobuf add(int field, OnnxTensor.Values values) {
    fields.add(new Numbers(tag(field, LENGTH), values));
    return this;
  }

  /** How many bytes {@link #writeTo} writes. */
  long size() {
    return fields.stream().mapToLong(Field::size).sum();
  }

  void writeTo(OutputStream out) throws IOException {
    for (var field : fields) {
      field.write(out);
    }
  }

  private static long tag(int field, int wireType) {
    return (long) field << 3 | wireType;
  }

  private static int varintSize(long value) {
    return Math.max(1, Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(value), 7));
  }

  private static void varint(OutputStream out, long value) throws IOException {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
