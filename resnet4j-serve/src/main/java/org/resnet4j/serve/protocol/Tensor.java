package org.resnet4j.serve.protocol;

import java.util.List;

/** An input of a request: pictures, or numbers as the network takes them. */
public sealed interface Tensor {
  /** {@return {@code picture} or {@code numbers}} */
  String name();

  /** {@return the shape as the request says it; its first size is the number of pictures} */
  List<Long> shape();

  /** Encoded pictures: the datatype BYTES. */
  record Pictures(String name, List<Long> shape, List<byte[]> files) implements Tensor {}

  /** Numbers, row-major: the datatype FP32. */
  record Numbers(String name, List<Long> shape, float[] values) implements Tensor {}
}
