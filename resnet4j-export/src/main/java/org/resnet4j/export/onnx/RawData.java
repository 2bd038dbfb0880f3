package org.resnet4j.export.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a tensor as {@code TensorProto.raw_data} holds them: little endian, no gaps. */
final class RawData {
  private static final int CHUNK = 1 << 16;

  private RawData() {}

  static long size(OnnxTensor.Values values) {
    return (long) values.count() * bytes(values.type());
  }

  static void write(OnnxTensor.Values values, OutputStream out) throws IOException {
    int each = bytes(values.type());
    var chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < values.count(); ) {
      int count = Math.min(values.count() - at, CHUNK / each);
      switch (values) {
        case OnnxTensor.Floats floats -> chunk.asFloatBuffer().put(floats.data(), at, count);
        case OnnxTensor.Longs longs -> chunk.asLongBuffer().put(longs.data(), at, count);
        case OnnxTensor.Ints ints -> chunk.asIntBuffer().put(ints.data(), at, count);
        case OnnxTensor.Bytes bytes -> chunk.put(0, bytes.data(), at, count);
      }
      out.write(chunk.array(), 0, count * each);
      at += count;
    }
  }

  /** Reads what {@link #write} wrote. */
  static OnnxTensor.Values read(OnnxType type, ProtobufReader.Block raw) {
    int count = raw.size() / bytes(type);
    return switch (type) {
      case FLOAT -> {
        var data = new float[count];
        chunks(raw, (chunk, at) -> chunk.asFloatBuffer().get(data, at / 4, chunk.limit() / 4));
        yield new OnnxTensor.Floats(data);
      }
      case INT64 -> {
        var data = new long[count];
        chunks(raw, (chunk, at) -> chunk.asLongBuffer().get(data, at / 8, chunk.limit() / 8));
        yield new OnnxTensor.Longs(data);
      }
      case INT32 -> {
        var data = new int[count];
        chunks(raw, (chunk, at) -> chunk.asIntBuffer().get(data, at / 4, chunk.limit() / 4));
        yield new OnnxTensor.Ints(data);
      }
      case INT8, UINT8 -> {
        var data = new byte[count];
        chunks(raw, (chunk, at) -> chunk.get(data, at, chunk.limit()));
        yield new OnnxTensor.Bytes(type, data);
      }
    };
  }

  /** Takes a chunk, whose first byte is this one of all. */
  private interface Taken {
    void take(ByteBuffer chunk, int at);
  }

  private static void chunks(ProtobufReader.Block raw, Taken taken) {
    var chunk = ByteBuffer.allocate(Math.min(CHUNK, raw.size())).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < raw.size(); at += chunk.limit()) {
      chunk.clear().limit(Math.min(chunk.capacity(), raw.size() - at));
      raw.read(chunk, at);
      taken.take(chunk.flip(), at);
    }
  }

  private static int bytes(OnnxType type) {
    return switch (type) {
      case FLOAT, INT32 -> 4;
      case INT64 -> 8;
      case INT8, UINT8 -> 1;
    };
  }
}
