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

  /**
   * Starts a chain of named layers: {@code chain().add("conv1", …).add("relu", …).build()}.
   *
   * @return a chain without layers, to be added to
   */
  public static ChainWords chain() {
    return new ChainWords();
  }

  /**
   * A chain whose layers are named by their index, as PyTorch's {@code Sequential} names them.
   *
   * @param layers the layers, the first one first
   * @return the layers under the names {@code 0}, {@code 1}, {@code 2}, …
   */
  public static Chain chain(Layer... layers) {
    var words = chain();
    for (int i = 0; i < layers.length; i++) {
      words.add(Integer.toString(i), layers[i]);
    }
    return words.build();
  }

  /**
   * A 3 × 3 convolution with padding 1 and no bias, to be followed by batch norm.
   *
   * @param in input channels
   * @param out output channels
   * @param stride from one window to the next, in pixels
   * @return (in, H, W) to (out, ⌈H / stride⌉, ⌈W / stride⌉)
   */
  public static Conv2d conv3x3(int in, int out, int stride) {
    return new Conv2d(in, out, 3, stride, 1, false);
  }

  /**
   * A 1 × 1 convolution without bias, to be followed by batch norm.
   *
   * @param in input channels
   * @param out output channels
   * @param stride from one pixel to the next
   * @return (in, H, W) to (out, ⌈H / stride⌉, ⌈W / stride⌉)
   */
  public static Conv2d conv1x1(int in, int out, int stride) {
    return new Conv2d(in, out, 1, stride, 0, false);
  }

  /**
   * Batch normalisation with PyTorch's defaults.
   *
   * @param channels input and output channels
   * @return batch norm with ε = 10⁻⁵ and momentum 0.1
   */
  public static BatchNorm2d batchNorm(int channels) {
    return new BatchNorm2d(channels);
  }

  /** {@return the rectifier, max(0, x)} */
  public static Activation relu() {
    return new Activation(Function.RELU);
  }

  /** {@return the logistic function, 1 / (1 + e^(−x))} */
  public static Activation sigmoid() {
    return new Activation(Function.SIGMOID);
  }

  /**
   * Dropout, in training only.
   *
   * @param probability that an element becomes zero: from 0 to below 1
   * @return dropout with this probability
   */
  public static Dropout dropout(double probability) {
    return new Dropout(probability);
  }

  /**
   * Maximum over a window; partial windows at the border do not count.
   *
   * @param kernel the window's height and width, in pixels
   * @param stride from one window to the next, in pixels
   * @param padding rows and columns of −∞ on each side, at most half of {@code kernel}
   * @return the pool, with H' and W' rounded down
   */
  public static MaxPool2d maxPool(int kernel, int stride, int padding) {
    return new MaxPool2d(kernel, stride, padding, false);
  }

  /** {@return the mean of each channel: (C, H, W) to (C, 1, 1)} */
  public static AdaptiveAvgPool2d globalAvgPool() {
    return new AdaptiveAvgPool2d(1, 1);
  }

  /** A chain under construction; not thread-safe. */
  public static final class ChainWords {
    private final List<Named> layers = new ArrayList<>();

    /** Starts without layers. */
    public ChainWords() {}

    /**
     * Appends a layer.
     *
     * @param name its name in the chain; an empty name adds nothing to the path
     * @param layer the layer
     * @return this
     */
    public ChainWords add(String name, Layer layer) {
      layers.add(new Named(name, layer));
      return this;
    }

    /** {@return the layers added so far; more may be added for another chain} */
    public Chain build() {
      return new Chain(layers);
    }
  }
}
