package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.globalAvgPool;
import static org.resnet4j.model.Layers.maxPool;
import static org.resnet4j.model.Layers.relu;
import static org.resnet4j.model.Layers.sigmoid;

import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Highway;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layers.ChainWords;
import org.resnet4j.model.Shape;

/**
 * Highway networks (Srivastava, Greff and Schmidhuber 2015, "Highway networks", arXiv:1505.00387,
 * and "Training very deep networks", arXiv:1507.06228): layers that learn how much of their input
 * to carry on. Gates are initially almost closed.
 */
public final class HighwayNet {
  private HighwayNet() {}

  /** The initial bias of the gates: a layer begins by carrying its input. */
  private static final double GATE_BIAS = -2;

  /**
   * Fully connected for MNIST (section 3.1): a plain layer of 50 units, depth − 1 highway layers of
   * 50, and the softmax's linear layer on top, which the paper does not count.
   *
   * @param input the images' shape, (C, H, W); all pixels go into the first layer
   * @param depth layers without the softmax's: 10, 20, 50 and 100 in the paper
   * @param classes how many logits
   * @return {@code input} to (classes)
   */
  public static Chain fullyConnected(Shape input, int depth, int classes) {
    int width = 50;
    var net = first(input, width);
    for (int i = 2; i <= depth; i++) {
      net.add("highway" + i, highway(new Linear(width, width)));
    }
    return net.add("fc", new Linear(width, classes)).build();
  }

  /**
   * The plain counterpart of {@link #fullyConnected} (section 3.1): 71 units a layer, about as many
   * weights.
   *
   * @param input the images' shape, (C, H, W); all pixels go into the first layer
   * @param depth layers without the softmax's: 10, 20, 50 and 100 in the paper
   * @param classes how many logits
   * @return {@code input} to (classes)
   */
  public static Chain plain(Shape input, int depth, int classes) {
    int width = 71;
    var net = first(input, width);
    for (int i = 2; i <= depth; i++) {
      net.add("fc" + i, new Linear(width, width)).add("relu" + i, relu());
    }
    return net.add("fc", new Linear(width, classes)).build();
  }

  /**
   * Convolutional for MNIST ("Training very deep networks", section 3.2): nine 3 × 3 convolutions
   * of one width, the first of them plain, and a softmax. The paper does not say where it pools;
   * three pools and 3 × 3 maps at the end give its 39 K (width 16) and 151 K (width 32) weights.
   *
   * @param width channels of every convolution: 16 or 32 in the paper
   * @param channels of the images: 1 in MNIST
   * @param classes how many logits
   * @return (channels, 28, 28) to (classes)
   */
  public static Chain mnist(int width, int channels, int classes) {
    var net = chain();
    int in = channels;
    for (int stage = 1; stage <= 3; stage++) {
      net.add("stage" + stage, stage(in, width, stage == 1 ? 1 : 0, stage == 1 ? 2 : 3));
      net.add("pool" + stage, maxPool(2, 2, 0));
      in = width;
    }
    return net.add("flatten", new Flatten()).add("fc", new Linear(width * 3 * 3, classes)).build();
  }

  /**
   * Convolutional for CIFAR-10, 19 or 32 layers in three stages as FitNets are built (section 3.2):
   * each stage begins with a plain convolution to its width. Departs: the paper names no widths;
   * these give about its 2.3 M (19) and 1.25 M (32) weights.
   *
   * @param depth 19 or 32
   * @param channels of the images: 3 in CIFAR-10
   * @param classes how many logits
   * @return (channels, H, W) to (classes)
   */
  public static Chain cifar(int depth, int channels, int classes) {
    int[] widths = depth == 19 ? new int[] {48, 80, 128} : new int[] {32, 48, 64};
    var net = chain();
    int in = channels;
    for (int stage = 1; stage <= 3; stage++) {
      int layers = (depth - 1 + stage - 1) / 3;
      net.add("stage" + stage, stage(in, widths[stage - 1], 1, layers - 1));
      net.add("pool" + stage, stage < 3 ? maxPool(2, 2, 0) : globalAvgPool());
      in = widths[stage - 1];
    }
    return net.add("flatten", new Flatten()).add("fc", new Linear(in, classes)).build();
  }

  /** Plain convolutions to {@code width} maps, then highway convolutions. */
  private static Chain stage(int in, int width, int plain, int highways) {
    var stage = chain();
    if (plain > 0) {
      stage.add("conv1", conv(in, width)).add("relu1", relu());
    }
    for (int i = plain + 1; i <= plain + highways; i++) {
      stage.add("highway" + i, highway(conv(width, width)));
    }
    return stage.build();
  }

  /** H(x) T(x) + x (1 − T(x)), H with a ReLU: equation (3). */
  private static Layer highway(Layer affine) {
    return new Highway(chain(affine, relu()), chain(affine, sigmoid()), GATE_BIAS);
  }

  private static ChainWords first(Shape input, int width) {
    int pixels = Math.toIntExact(input.elements());
    return chain()
        .add("flatten", new Flatten())
        .add("fc1", new Linear(pixels, width))
        .add("relu1", relu());
  }

  private static Conv2d conv(int in, int out) {
    return new Conv2d(in, out, 3, 1, 1, true);
  }
}
