package org.resnet4j.vector.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an instruction does with each result while it writes, in this order: adds the bias of its
 * channel, adds another value, takes the positive part or masks, and sums per channel.
 *
 * @param bias whether the layer's bias is added
 * @param addend the value that is added: a residual, or another gradient of the same activation
 * @param relu whether the positive part is taken
 * @param mask where a gradient becomes zero because a ReLU was closed
 * @param sums the sums that are gathered for a batch norm
 */
public record Epilogue(
    boolean bias, OptionalInt addend, boolean relu, Optional<Mask> mask, Optional<Reduction> sums) {

  /** Results are written as they are. */
  public static final Epilogue NONE =
      new Epilogue(false, OptionalInt.empty(), false, Optional.empty(), Optional.empty());

  /** The values that tell whether a ReLU was open. */
  public sealed interface Mask {
    /** The values that are read for it. */
    List<Integer> reads();
  }

  /** It was open where this value, the ReLU's output, is positive. */
  public record Positive(int value) implements Mask {
    @Override
    public List<Integer> reads() {
      return List.of(value);
    }
  }

  /**
   * It was open where bn(x) is positive: the batch norm at this path, recomputed from its input.
   */
  public record PositiveNorm(String norm, int x) implements Mask {
    @Override
    public List<Integer> reads() {
      return List.of(x);
    }
  }

  /** The sums per channel that a batch norm needs. */
  public sealed interface Reduction {
    /** The path of the batch norm that they are for. */
    String norm();

    /** The values that are read for them, in addition to what is written. */
    List<Integer> reads();
  }

  /** Σv and Σv²: the mean and the variance of the batch. */
  public record Moments(String norm) implements Reduction {
    @Override
    public List<Integer> reads() {
      return List.of();
    }
  }

  /** Σv and Σv·x, x the batch norm's input: its gradients. */
  public record GradientSums(String norm, int x) implements Reduction {
    @Override
    public List<Integer> reads() {
      return List.of(x);
    }
  }

  /** The values that are read while writing, each once. */
  public List<Integer> reads() {
    var reads = new ArrayList<Integer>();
    addend.ifPresent(reads::add);
    mask.ifPresent(m -> reads.addAll(m.reads()));
    sums.ifPresent(s -> reads.addAll(s.reads()));
    return reads.stream().distinct().toList();
  }

  /** This and the layer's bias. */
  public Epilogue withBias() {
    return new Epilogue(true, addend, relu, mask, sums);
  }

  /** This and another value added. */
  public Epilogue plus(int value) {
    return new Epilogue(bias, OptionalInt.of(value), relu, mask, sums);
  }

  /** This and the positive part taken. */
  public Epilogue rectified() {
    return new Epilogue(bias, addend, true, mask, sums);
  }

  /** This and a ReLU's mask. */
  public Epilogue masked(Mask by) {
    return new Epilogue(bias, addend, relu, Optional.of(by), sums);
  }

  /** This and sums gathered for a batch norm. */
  public Epilogue gathering(Reduction wanted) {
    return new Epilogue(bias, addend, relu, mask, Optional.of(wanted));
  }
}
