package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.AvgPool2d;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.LocalResponseNorm;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.model.Layer.PaddedIdentity;
import org.resnet4j.model.Layer.PartialConv2d;
import org.resnet4j.model.Layer.RadialBasis;

/** An operation of the lowered network: it makes one value of some others. */
public sealed interface Op {
  /** The layer's path in the tree: where its weights are, and what users call it. */
  String path();

  /** The values it reads. */
  List<Integer> inputs();

  /** The value it makes. */
  int output();

  record Convolve(String path, Conv2d layer, int input, Tail tail, int output)
      implements Rectifiable {
    @Override
    public List<Integer> inputs() {
      var inputs = new ArrayList<Integer>(List.of(input));
      tail.addend().ifPresent(inputs::add);
      return inputs;
    }

    @Override
    public boolean relu() {
      return tail.relu();
    }

    @Override
    public Convolve rectified(int activation) {
      return new Convolve(
          path, layer, input, new Tail(tail.norm(), tail.addend(), true), activation);
    }
  }

  /**
   * What was found behind a convolution, to be done while it writes: a ReLU by {@link Fusion}, all
   * of it by {@link Folding}.
   */
  record Tail(Optional<Normalise> norm, OptionalInt addend, boolean relu) {
    static final Tail NONE = new Tail(Optional.empty(), OptionalInt.empty(), false);
  }

  record PartialConvolve(String path, PartialConv2d layer, int input, int output)
      implements Op.OfOne {}

  /** Batch norm; with the residual sum and the ReLU behind it where {@link Fusion} found them. */
  record Normalise(
      String path, BatchNorm2d layer, int input, OptionalInt addend, boolean relu, int output)
      implements Op {
    @Override
    public List<Integer> inputs() {
      var inputs = new ArrayList<Integer>(List.of(input));
      addend.ifPresent(inputs::add);
      return inputs;
    }
  }

  record Product(String path, Linear layer, int input, boolean relu, int output)
      implements Op.OfOne, Rectifiable {
    @Override
    public Product rectified(int activation) {
      return new Product(path, layer, input, true, activation);
    }
  }

  record Subsample(String path, int input, int output) implements Op.OfOne {}

  record Distance(String path, RadialBasis layer, int input, int output) implements Op.OfOne {}

  record Activate(String path, Function function, int input, int output) implements Op.OfOne {}

  record Maximum(String path, MaxPool2d layer, int input, int output) implements Op.OfOne {}

  record Mean(String path, AvgPool2d layer, int input, int output) implements Op.OfOne {}

  record AdaptiveMean(String path, AdaptiveAvgPool2d layer, int input, int output)
      implements Op.OfOne {}

  record ResponseNorm(String path, LocalResponseNorm layer, int input, int output)
      implements Op.OfOne {}

  record Drop(String path, double probability, int input, int output) implements Op.OfOne {}

  /** An image to its features, in (C, H, W) order. */
  record Flat(String path, int input, int output) implements Op.OfOne {}

  /** Shortcut option A. */
  record Pad(String path, PaddedIdentity layer, int input, int output) implements Op.OfOne {}

  /** a + b, and its ReLU where {@link Fusion} found one. */
  record Add(String path, int a, int b, boolean relu, int output) implements Op {
    @Override
    public List<Integer> inputs() {
      return List.of(a, b);
    }
  }

  record Join(String path, List<Integer> inputs, int output) implements Op {}

  /** h t + x (1 − t). */
  record Gate(String path, int h, int t, int x, int output) implements Op {
    @Override
    public List<Integer> inputs() {
      return List.of(h, t, x);
    }
  }

  /** An operation with weights, whose writer can take the positive part. */
  sealed interface Rectifiable extends Op {
    /** Whether it does. */
    boolean relu();

    /** The same with the ReLU behind it, which makes {@code activation}. */
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
}
