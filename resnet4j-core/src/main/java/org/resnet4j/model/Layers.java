package org.resnet4j.model;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Layer.Activation;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Dropout;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.model.Layer.Named;

/** Factory methods named so that a block reads like the paper's figure. */
public final class Layers {
  private Layers() {}

  /** Starts a chain of named layers: {@code chain().add("conv1", …).add("relu", …).build()}. */
  public static ChainWords chain() {
    return new ChainWords();
  }

  public static Chain chain(Layer... layers) {
    var words = chain();
    for (int i = 0; i < layers.length; i++) {
      words.add(Integer.toString(i), layers[i]);
    }
    return words.build();
  }

  /** 3 × 3, padding 1, no bias: what batch norm follows. */
  public static Conv2d conv3x3(int in, int out, int stride) {
    return new Conv2d(in, out, 3, stride, 1, false);
  }

  /** 1 × 1, no bias. */
  public static Conv2d conv1x1(int in, int out, int stride) {
    return new Conv2d(in, out, 1, stride, 0, false);
  }

  public static BatchNorm2d batchNorm(int channels) {
    return new BatchNorm2d(channels);
  }

  public static Activation relu() {
    return new Activation(Function.RELU);
  }

  public static Activation sigmoid() {
    return new Activation(Function.SIGMOID);
  }

  /** Drops each element with this probability, in training only. */
  public static Dropout dropout(double probability) {
    return new Dropout(probability);
  }

  /** Maximum over a window; partial windows at the border do not count. */
  public static MaxPool2d maxPool(int kernel, int stride, int padding) {
    return new MaxPool2d(kernel, stride, padding, false);
  }

  /** The mean of each channel: (C, H, W) to (C, 1, 1). */
  public static AdaptiveAvgPool2d globalAvgPool() {
    return new AdaptiveAvgPool2d(1, 1);
  }

  /** A chain under construction. */
  public static final class ChainWords {
    private final List<Named> layers = new ArrayList<>();

    public ChainWords add(String name, Layer layer) {
      layers.add(new Named(name, layer));
      return this;
    }

    public Chain build() {
      return new Chain(layers);
    }
  }
}
