package org.resnet4j.report.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.resnet4j.train.event.Histogram;

/** A message in Protocol Buffers' wire format, field after field. */
final class ProtocolBuffer {
  private ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  /** Event.wall_time, a double. */
  ProtocolBuffer wallTime(double seconds) {
    room(9).put((byte) (1 << 3 | 1)).putDouble(seconds);
    return this;
  }

  ProtocolBuffer number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  ProtocolBuffer text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtocolBuffer message(int field, ProtocolBuffer value) {
    return bytes(field, value.bytes());
  }

  /** Summary.value: a tag and a float. */
  ProtocolBuffer value(String tag, double value) {
    var inner = new ProtocolBuffer().text(1, tag);
    inner.room(5).put((byte) (2 << 3 | 5)).putFloat((float) value);
    return message(1, inner);
  }

  /** Summary.value: a tag and a HistogramProto. */
  ProtocolBuffer value(String tag, Histogram values) {
    var histogram = new ProtocolBuffer();
    histogram.real(1, values.least()).real(2, values.most()).real(3, values.count());
    histogram.real(4, values.sum()).real(5, values.squares());
    histogram.reals(6, values.buckets().keySet().stream().mapToDouble(limit -> limit).toArray());
    histogram.reals(7, values.buckets().values().stream().mapToDouble(count -> count).toArray());
    return message(1, new ProtocolBuffer().text(1, tag).message(5, histogram));
  }

  private ProtocolBuffer real(int field, double value) {
    room(9).put((byte) (field << 3 | 1)).putDouble(value);
    return this;
  }

  private void reals(int field, double[] values) {
    var packed = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    packed.asDoubleBuffer().put(values);
    bytes(field, packed.array());
  }

  private ProtocolBuffer bytes(int field, byte[] value) {
    varint(field << 3 | 2);
    varint(value.length);
    room(value.length).put(value);
    return this;
  }

  private void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      var larger = ByteBuffer.allocate(2 * (out.capacity() + bytes));
      out = larger.order(ByteOrder.LITTLE_ENDIAN).put(out.flip());
    }
    return out;
  }

  byte[] bytes() {
    var bytes = new byte[out.position()];
    out.duplicate().flip().get(bytes);
    return bytes;
  }
}
