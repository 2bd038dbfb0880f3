package org.resnet4j.zoo;

import org.resnet4j.model.Layer.Chain;

/**
 * The plain counterparts of the residual networks (He et al. 2015, sections 3.3 and 4.2): the same
 * layers under the same names, with a chain where the residual network has a sum.
 */
public final class PlainNet {
  private PlainNet() {}

  /**
   * Plain-18 and 34, Figure 3 in the middle; 50, 101 and 152 of bottlenecks, which the paper does
   * not have.
   *
   * @param depth 18, 34, 50, 101 or 152
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 1000 in the paper
   * @param placement which convolution of a bottleneck halves the image; without effect at 18 and
   *     34
   * @param stem how the network begins
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if there is no such depth
   */
  public static Chain imageNet(
      int depth, int channels, int classes, StridePlacement placement, Stem stem) {
    return ResNet.imageNet(depth, channels, classes, Shortcut.NONE, placement, stem);
  }

  /**
   * Plain-20, 32, 44, 56, 110, …: 6n+2 layers.
   *
   * @param depth 6n+2 with n ≥ 1
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 10 in the paper
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if {@code depth} is not 6n+2
   */
  public static Chain cifar(int depth, int channels, int classes) {
    return ResNet.cifar(depth, channels, classes, Shortcut.NONE);
  }
}
