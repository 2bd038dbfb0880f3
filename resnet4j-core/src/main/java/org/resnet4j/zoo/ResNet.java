package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv1x1;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.globalAvgPool;
import static org.resnet4j.model.Layers.maxPool;
import static org.resnet4j.model.Layers.relu;

import java.util.List;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layers.ChainWords;

/**
 * Deep residual networks (He et al. 2015, arXiv:1512.03385): Table 1 for ImageNet, section 4.2 for
 * CIFAR-10. Keys are torchvision's. With {@link Shortcut#NONE} each is its plain counterpart.
 */
public final class ResNet {
  private ResNet() {}

  /** The depths of Table 1. */
  public static final List<Integer> IMAGENET_DEPTHS = List.of(18, 34, 50, 101, 152);

  /** A residual block as a function of its input channels: the two of Figure 5. */
  private interface Block {
    Layer of(int in, int width, int stride);
  }

  /** A column of Table 1: how many blocks each of conv2_x … conv5_x has. */
  private static int[] blocks(int depth) {
    return switch (depth) {
      case 18 -> new int[] {2, 2, 2, 2};
      case 34, 50 -> new int[] {3, 4, 6, 3};
      case 101 -> new int[] {3, 4, 23, 3};
      case 152 -> new int[] {3, 8, 36, 3};
      default ->
          throw new IllegalArgumentException(
              "there is no ImageNet ResNet of depth %d; Table 1 has 18, 34, 50, 101 and 152"
                  .formatted(depth));
    };
  }

  /**
   * ResNet-18 to 152 (Table 1) for images of about 224² (with {@link Stem#SMALL}: 32²).
   *
   * @param depth one of {@link #IMAGENET_DEPTHS}
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 1000 in the paper
   * @param shortcut how a block's input reaches its output
   * @param placement which convolution of a bottleneck halves the image; without effect at 18 and
   *     34
   * @param stem how the network begins
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if there is no such depth
   */
  public static Chain imageNet(
      int depth,
      int channels,
      int classes,
      Shortcut shortcut,
      StridePlacement placement,
      Stem stem) {
    var blocks = blocks(depth);
    boolean bottlenecks = depth >= 50;
    int expansion = bottlenecks ? 4 : 1;
    Block block =
        bottlenecks
            ? (in, width, stride) -> bottleneck(in, width, stride, shortcut, placement)
            : (in, width, stride) -> basicBlock(in, width, stride, shortcut);

    var net = stem(stem, channels);
    int in = 64;
    for (int stage = 0; stage < 4; stage++) {
      int width = 64 << stage;
      int stride = stage == 0 ? 1 : 2;
      net.add("layer" + (stage + 1), stage(block, blocks[stage], in, width, stride, expansion));
      in = width * expansion;
    }
    return classifier(net, in, classes);
  }

  /**
   * ResNet-20, 32, 44, 56, 110, 1202, … (section 4.2) for images of about 32²: 6n+2 layers; 16, 32
   * and 64 wide.
   *
   * @param depth 6n+2 with n ≥ 1
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 10 in the paper
   * @param shortcut how a block's input reaches its output: A in the paper
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if {@code depth} is not 6n+2
   */
  public static Chain cifar(int depth, int channels, int classes, Shortcut shortcut) {
    if (!isCifarDepth(depth)) {
      throw new IllegalArgumentException(
          "depth %d: CIFAR depths are 6n+2, for example 20, 32, 44".formatted(depth));
    }
    int n = (depth - 2) / 6;
    Block block = (in, width, stride) -> basicBlock(in, width, stride, shortcut);
    var net =
        chain()
            .add("conv1", conv3x3(channels, 16, 1))
            .add("bn1", batchNorm(16))
            .add("relu", relu())
            .add("layer1", stage(block, n, 16, 16, 1, 1))
            .add("layer2", stage(block, n, 16, 32, 2, 1))
            .add("layer3", stage(block, n, 32, 64, 2, 1));
    return classifier(net, 64, classes);
  }

  /** 6n+2, n ≥ 1. */
  static boolean isCifarDepth(int depth) {
    return depth >= 8 && depth % 6 == 2;
  }

  /** relu(F(x) + S(x)) with two 3 × 3 convolutions: Figure 5, left; equations (1) and (2). */
  static Layer basicBlock(int in, int width, int stride, Shortcut shortcut) {
    var branch =
        chain()
            .add("conv1", conv3x3(in, width, stride))
            .add("bn1", batchNorm(width))
            .add("relu1", relu())
            .add("conv2", conv3x3(width, width, 1))
            .add("bn2", batchNorm(width))
            .build();
    return chain().add("", shortcut.around(branch, in, width, stride)).add("relu", relu()).build();
  }

  /** relu(F(x) + S(x)) with 1 × 1, 3 × 3 and 1 × 1 convolutions: Figure 5, right. */
  static Layer bottleneck(
      int in, int width, int stride, Shortcut shortcut, StridePlacement placement) {
    int out = 4 * width;
    int first = placement == StridePlacement.PAPER ? stride : 1;
    var branch =
        chain()
            .add("conv1", conv1x1(in, width, first))
            .add("bn1", batchNorm(width))
            .add("relu1", relu())
            .add("conv2", conv3x3(width, width, stride / first))
            .add("bn2", batchNorm(width))
            .add("relu2", relu())
            .add("conv3", conv1x1(width, out, 1))
            .add("bn3", batchNorm(out))
            .build();
    return chain().add("", shortcut.around(branch, in, out, stride)).add("relu", relu()).build();
  }

  /** Blocks of one width; the first of them changes the dimensions. */
  private static Chain stage(
      Block block, int blocks, int in, int width, int stride, int expansion) {
    var stage = chain().add("0", block.of(in, width, stride));
    for (int i = 1; i < blocks; i++) {
      stage.add(Integer.toString(i), block.of(width * expansion, width, 1));
    }
    return stage.build();
  }

  private static ChainWords stem(Stem stem, int channels) {
    return switch (stem) {
      case IMAGENET ->
          chain()
              .add("conv1", new Conv2d(channels, 64, 7, 2, 3, false))
              .add("bn1", batchNorm(64))
              .add("relu", relu())
              .add("maxpool", maxPool(3, 2, 1));
      case SMALL ->
          chain()
              .add("conv1", conv3x3(channels, 64, 1))
              .add("bn1", batchNorm(64))
              .add("relu", relu());
    };
  }

  private static Chain classifier(ChainWords net, int features, int classes) {
    return net.add("avgpool", globalAvgPool())
        .add("flatten", new Flatten())
        .add("fc", new Linear(features, classes))
        .build();
  }
}
