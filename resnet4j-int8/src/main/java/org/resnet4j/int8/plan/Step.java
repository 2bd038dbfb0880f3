package org.resnet4j.int8.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.int8.kernel.FloatWeights;
import org.resnet4j.int8.kernel.IntegerWeights;

/** One operation of a plan. Maps of bytes go in and out, or values of floats by name. */
public sealed interface Step {
  /** The layer's name in the graph. */
  String name();

  /** The maps of bytes that it reads. */
  List<ByteMap> reads();

  /** The map of bytes that it writes, if it writes one. */
  Optional<ByteMap> writes();

  /** The same without weights, which kernels hold in their own order by then. */
  default Step bare() {
    return this;
  }

  /** The values of floats that it reads. */
  default Set<String> readsFloats() {
    return Set.of();
  }

  /** The first convolution: of the images themselves, in floats. */
  record Stem(
      String name,
      PaddedWindow window,
      int inputChannels,
      FloatWeights weights,
      boolean relu,
      ByteMap out)
      implements Step {
    @Override
    public Stem bare() {
      return new Stem(name, window, inputChannels, FloatWeights.NONE, relu, out);
    }

    @Override
    public List<ByteMap> reads() {
      return List.of();
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /** A convolution of bytes, with what follows it. */
  record Convolution(
      String name,
      ByteMap in,
      PaddedWindow window,
      IntegerWeights weights,
      boolean relu,
      Optional<Residual> residual,
      ByteMap out)
      implements Step {
    @Override
    public Convolution bare() {
      return new Convolution(name, in, window, IntegerWeights.NONE, relu, residual, out);
    }

    @Override
    public List<ByteMap> reads() {
      return residual.map(added -> List.of(in, added.other())).orElse(List.of(in));
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /**
   * What is added to a convolution.
   *
   * @param branch what the convolution's own bytes would stand for
   * @param other what is added
   */
  record Residual(ByteScale branch, ByteMap other) {}

  /** A sum of two maps. */
  record Add(String name, ByteMap a, ByteMap b, boolean relu, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(a, b);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /** The largest of each window. */
  record MaxPool(String name, ByteMap in, PaddedWindow window, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /** The mean of each channel. */
  record GlobalMean(String name, ByteMap in, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /** Maps side by side, each put into the scale of the whole. */
  record Concat(String name, List<ByteMap> parts, ByteMap out) implements Step {
    public Concat {
      parts = List.copyOf(parts);
    }

    @Override
    public List<ByteMap> reads() {
      return parts;
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /**
   * Pixels moved as they are: option A's shortcut.
   *
   * @param step every how manyth row and column is taken
   * @param before how many channels of zeros stand before those of the input
   */
  record Move(String name, ByteMap in, int step, int before, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /**
   * Each byte by a table: a batch norm that could not be folded, or a ReLU.
   *
   * @param codes 256 for each channel; not copied
   */
  record Lookup(String name, ByteMap in, byte[] codes, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /** A map as a vector, channel by channel. */
  record Flatten(String name, ByteMap in, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }
  }

  /**
   * A linear layer, which ends in floats.
   *
   * @param weights (out, channels · height · width of the input), not folded; scale is that of the
   *     sums
   * @param value the graph's value that it gives
   */
  record Linear(String name, ByteMap in, IntegerWeights weights, int outputs, String value)
      implements Step {
    @Override
    public Linear bare() {
      return new Linear(name, in, IntegerWeights.NONE, outputs, value);
    }

    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.empty();
    }
  }

  /** Bytes to floats, (C, H, W) of each image. */
  record ReadBack(String name, ByteMap in, List<Integer> sizes, String value) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of(in);
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.empty();
    }
  }

  /** Floats to bytes. */
  record Quantise(String name, String value, ByteMap out) implements Step {
    @Override
    public List<ByteMap> reads() {
      return List.of();
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.of(out);
    }

    @Override
    public Set<String> readsFloats() {
      return Set.of(value);
    }
  }

  /**
   * An operator of floats, computed by the standard's definition.
   *
   * @param constants those of its inputs that never change
   */
  record Floats(OnnxNode node, Map<String, OnnxTensor> constants) implements Step {
    public Floats {
      constants = Map.copyOf(constants);
    }

    @Override
    public String name() {
      return node.name();
    }

    @Override
    public List<ByteMap> reads() {
      return List.of();
    }

    @Override
    public Optional<ByteMap> writes() {
      return Optional.empty();
    }

    @Override
    public Set<String> readsFloats() {
      var values = new HashSet<>(node.inputs());
      values.removeAll(constants.keySet());
      return values;
    }
  }
}
