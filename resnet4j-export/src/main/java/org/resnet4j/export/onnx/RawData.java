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
  static OnnxTensor.Values read(OnnxType type, ByteBuffer raw) {
    var bytes = raw.slice().order(ByteOrder.LITTLE_ENDIAN);
    int count = bytes.remaining() / bytes(type);
    return switch (type) {
      case FLOAT -> {
        var data = new float[count];
        bytes.asFloatBuffer().get(data);
        yield new OnnxTensor.Floats(data);
      }
      case INT64 -> {
        var data = new long[count];
        bytes.asLongBuffer().get(data);
        yield new OnnxTensor.Longs(data);
      }
      case INT32 -> {
        var data = new int[count];
        bytes.asIntBuffer().get(data);
        yield new OnnxTensor.Ints(data);
      }
      case INT8, UINT8 -> {
        var data = new byte[count];
        bytes.get(data);
        yield new OnnxTensor.Bytes(type, data);
      }
    };
  }

  private static int bytes(OnnxType type) {
    return switch (type) {
      case FLOAT, INT32 -> 4;
      case INT64 -> 8;
      case INT8, UINT8 -> 1;
    };
  }
}
