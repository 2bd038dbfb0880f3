package org.resnet4j.export.onnx;

/** The element types that exported graphs use, numbered as {@code TensorProto.DataType}. */
public enum OnnxType {
  FLOAT(1),
  UINT8(2),
  INT8(3),
  INT32(6),
  INT64(7);

  private final int code;

  OnnxType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
