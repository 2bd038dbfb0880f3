package org.resnet4j.export.onnx;

import java.util.List;
import java.util.Objects;

/**
 * A constant of a graph.
 *
 * @param name what nodes refer to
 * @param sizes outermost first; empty: a scalar
 * @param values the numbers, row-major; not copied
 */
public record OnnxTensor(String name, List<Integer> sizes, Values values) {
  public OnnxTensor {
    Objects.requireNonNull(name, "name");
    sizes = List.copyOf(sizes);
    long elements = sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (elements != values.count()) {
      throw new IllegalArgumentException(
          "tensor '%s' of sizes %s holds %d values, got %d"
              .formatted(name, sizes, elements, values.count()));
    }
  }

  /** Numbers of one type. */
  public sealed interface Values {
    OnnxType type();

    int count();
  }

  /** 32-bit floats. */
  public record Floats(float... data) implements Values {
    @Override
    public OnnxType type() {
      return OnnxType.FLOAT;
    }

    @Override
    public int count() {
      return data.length;
    }
  }

  /** 64-bit integers: axes, sizes, pads. */
  public record Longs(long... data) implements Values {
    @Override
    public OnnxType type() {
      return OnnxType.INT64;
    }

    @Override
    public int count() {
      return data.length;
    }
  }

  /** 32-bit integers: biases of quantised layers. */
  public record Ints(int... data) implements Values {
    @Override
    public OnnxType type() {
      return OnnxType.INT32;
    }

    @Override
    public int count() {
      return data.length;
    }
  }

  /**
   * 8-bit integers: quantised weights and zero points.
   *
   * @param type {@code INT8} or {@code UINT8}
   */
  public record Bytes(OnnxType type, byte... data) implements Values {
    public Bytes {
      if (type != OnnxType.INT8 && type != OnnxType.UINT8) {
        throw new IllegalArgumentException("bytes are INT8 or UINT8, not " + type);
      }
    }

    @Override
    public int count() {
      return data.length;
    }
  }
}
