package org.resnet4j.vector.program;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.AvgPool2d;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.LocalResponseNorm;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.model.Layer.PaddedIdentity;
import org.resnet4j.model.Layer.RadialBasis;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** An operation of the network: it makes one value from others. */
public sealed interface Op {
  /** The layer's path in the tree: the path of its weights, and its name in messages. */
  String path();

  /**
   * The values that it computes with, whether they are in memory or computed while they are read.
   */
  List<Integer> inputs();

  /** The value that it makes. */
  int output();

  /** The names of its arrays that can be trained: {@code weight}, {@code bias}. */
  default List<String> parameters() {
    return List.of();
  }

  /**
   * A convolution, or a linear layer: a 1 × 1 convolution of images of one pixel.
   *
   * @param shape with the batch
   * @param epilogue what is done while it writes
   */
  record Convolve(
      String path,
      ConvolutionShape shape,
      Algorithm algorithm,
      WeightSource weights,
      Operand input,
      Epilogue epilogue,
      int output)
      implements Rectifiable {
    @Override
    public List<Integer> inputs() {
      return plus(input.value(), epilogue);
    }

    @Override
    public List<String> parameters() {
      return epilogue.bias() ? List.of("weight", "bias") : List.of("weight");
    }

    @Override
    public boolean relu() {
      return epilogue.relu();
    }

    @Override
    public Convolve rectified(int activation) {
      return with(epilogue.rectified(), activation);
    }

    /** Whether its kernels read through operands; those of a linear layer read rows in place. */
    public boolean readsOperands() {
      return algorithm != Algorithm.LINEAR;
    }

    /** The same with another algorithm. */
    public Convolve with(Algorithm other) {
      return new Convolve(path, shape, other, weights, input, epilogue, output);
    }

    /** The same with weights from elsewhere. */
    public Convolve with(WeightSource other) {
      return new Convolve(path, shape, algorithm, other, input, epilogue, output);
    }

    /** The same with its input read in another way. */
    public Convolve with(Operand other) {
      return new Convolve(path, shape, algorithm, weights, other, epilogue, output);
    }

    /** The same with more done while it writes {@code value}. */
    public Convolve with(Epilogue other, int value) {
      return new Convolve(path, shape, algorithm, weights, input, other, value);
    }
  }

  /** Whose mean and variance a batch norm takes. */
  enum Statistics {
    /** The running ones. */
    RUNNING,
    /** The batch's, summed by a separate pass; the running ones are updated. */
    BATCH,
    /**
     * The batch's, summed by the convolution before it while that writes; the running ones are
     * updated.
     */
    GATHERED
  }

  /**
   * Batch norm, y = bn(x), with its epilogue: the residual sum and the ReLU after it.
   *
   * @param written whether y goes to memory; otherwise its readers compute it, see {@link
   *     Operand.Normalised}
   */
  record NormaliseBatch(
      String path,
      BatchNorm2d layer,
      Statistics statistics,
      int input,
      Epilogue epilogue,
      boolean written,
      int output)
      implements Rectifiable {
    @Override
    public List<Integer> inputs() {
      return plus(input, epilogue);
    }

    @Override
    public List<String> parameters() {
      return List.of("weight", "bias");
    }

    @Override
    public boolean relu() {
      return epilogue.relu();
    }

    @Override
    public NormaliseBatch rectified(int activation) {
      return with(epilogue.rectified(), activation);
    }

    /** The same with other statistics. */
    public NormaliseBatch with(Statistics other) {
      return new NormaliseBatch(path, layer, other, input, epilogue, written, output);
    }

    /** The same with more done while it writes {@code value}. */
    public NormaliseBatch with(Epilogue other, int value) {
      return new NormaliseBatch(path, layer, statistics, input, other, written, value);
    }

    /** The same for readers that compute y themselves. */
    public NormaliseBatch unwritten() {
      return new NormaliseBatch(path, layer, statistics, input, epilogue, false, output);
    }
  }

  /** a + b, and the ReLU after it if there is one. */
  record Add(String path, int a, int b, boolean relu, int output) implements Rectifiable {
    @Override
    public List<Integer> inputs() {
      return List.of(a, b);
    }

    @Override
    public Add rectified(int activation) {
      return new Add(path, a, b, true, activation);
    }
  }

  /** LeNet-5's trainable subsampling. */
  record Subsample(String path, int input, int output) implements OfOne {
    @Override
    public List<String> parameters() {
      return List.of("weight", "bias");
    }
  }

  /** LeNet-5's radial basis functions. */
  record Distance(String path, RadialBasis layer, int input, int output) implements OfOne {}

  /** A non-linearity. */
  record Activate(String path, Function function, int input, int output) implements OfOne {}

  /** Maximum pooling. */
  record Maximum(String path, MaxPool2d layer, int input, int output) implements OfOne {}

  /** Average pooling over a sliding window. */
  record Mean(String path, AvgPool2d layer, int input, int output) implements OfOne {}

  /** Average pooling to a grid. */
  record AdaptiveMean(String path, AdaptiveAvgPool2d layer, int input, int output)
      implements OfOne {}

  /** Local response normalisation. */
  record NormaliseResponse(String path, LocalResponseNorm layer, int input, int output)
      implements OfOne {}

  /** Dropout. */
  record Drop(String path, double probability, int input, int output) implements OfOne {}

  /** An image to its features, in (C, H, W) order. */
  record Flat(String path, int input, int output) implements OfOne {}

  /** Shortcut option A. */
  record Pad(String path, PaddedIdentity layer, int input, int output) implements OfOne {}

  /** Values concatenated along the channels. */
  record Concatenate(String path, List<Integer> inputs, int output) implements Op {}

  /** h t + x (1 − t). */
  record Gate(String path, int h, int t, int x, int output) implements Op {
    @Override
    public List<Integer> inputs() {
      return List.of(h, t, x);
    }
  }

  /** An operation that can take the positive part of what it writes. */
  sealed interface Rectifiable extends Op {
    /** Whether it does. */
    boolean relu();

    /** The same with the ReLU after it, which makes {@code activation}. */
    Op rectified(int activation);
  }

  /** An operation on one value. */
  sealed interface OfOne extends Op {
    int input();

    @Override
    default List<Integer> inputs() {
      return List.of(input());
    }
  }

  private static List<Integer> plus(int input, Epilogue epilogue) {
    var inputs = new ArrayList<Integer>(List.of(input));
    epilogue.addend().ifPresent(inputs::add);
    return inputs;
  }
}
