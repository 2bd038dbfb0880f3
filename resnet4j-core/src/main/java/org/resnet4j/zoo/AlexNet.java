package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.dropout;
import static org.resnet4j.model.Layers.maxPool;
import static org.resnet4j.model.Layers.relu;

import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.LocalResponseNorm;

/** AlexNet as the paper has it and as torchvision has it. */
public final class AlexNet {
  private AlexNet() {}

  /**
   * The two towers of Krizhevsky et al. 2012 ("ImageNet classification with deep convolutional
   * neural networks", Figure 2): conv2, conv4 and conv5 see only their own tower (two groups),
   * local response normalisation, overlapping max pools; 60,965,224 weights.
   *
   * <p>Departs: a padding of 2 on conv1 lets 224² images give the paper's 55² maps (its own figures
   * need 227²); the adaptive pool, which does nothing at 224² and 227², admits other sizes; the
   * weights are initialised as torchvision's.
   *
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 1000 in the paper
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if {@code channels} or {@code classes} is not positive
   */
  public static Chain paper(int channels, int classes) {
    var features =
        chain()
            .add("conv1", new Conv2d(channels, 96, 11, 4, 2, true))
            .add("relu1", relu())
            .add("norm1", responseNorm())
            .add("pool1", maxPool(3, 2, 0))
            .add("conv2", new Conv2d(96, 256, 5, 1, 2, 2, true))
            .add("relu2", relu())
            .add("norm2", responseNorm())
            .add("pool2", maxPool(3, 2, 0))
            .add("conv3", new Conv2d(256, 384, 3, 1, 1, true))
            .add("relu3", relu())
            .add("conv4", new Conv2d(384, 384, 3, 1, 1, 2, true))
            .add("relu4", relu())
            .add("conv5", new Conv2d(384, 256, 3, 1, 1, 2, true))
            .add("relu5", relu())
            .add("pool5", maxPool(3, 2, 0));
    return features
        .add("avgpool", new AdaptiveAvgPool2d(6, 6))
        .add("flatten", new Flatten())
        .add("fc6", new Linear(256 * 6 * 6, 4096))
        .add("relu6", relu())
        .add("drop6", dropout(0.5))
        .add("fc7", new Linear(4096, 4096))
        .add("relu7", relu())
        .add("drop7", dropout(0.5))
        .add("fc8", new Linear(4096, classes))
        .build();
  }

  /** Section 3.3: k = 2, n = 5, α = 10⁻⁴, β = 0.75. */
  private static LocalResponseNorm responseNorm() {
    return new LocalResponseNorm(5, 1e-4, 0.75, 2);
  }

  /**
   * torchvision's {@code alexnet}: the single tower of Krizhevsky 2014 ("One weird trick",
   * arXiv:1404.5997), without normalisation; takes any image of 63² or larger.
   *
   * @param channels of the images: 3 in torchvision
   * @param classes how many logits: 1000 in torchvision
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if {@code channels} or {@code classes} is not positive
   */
  public static Chain torchvision(int channels, int classes) {
    return chain()
        .add(
            "features",
            chain(
                new Conv2d(channels, 64, 11, 4, 2, true),
                relu(),
                maxPool(3, 2, 0),
                new Conv2d(64, 192, 5, 1, 2, true),
                relu(),
                maxPool(3, 2, 0),
                new Conv2d(192, 384, 3, 1, 1, true),
                relu(),
                new Conv2d(384, 256, 3, 1, 1, true),
                relu(),
                new Conv2d(256, 256, 3, 1, 1, true),
                relu(),
                maxPool(3, 2, 0)))
        .add("avgpool", new AdaptiveAvgPool2d(6, 6))
        .add("flatten", new Flatten())
        .add(
            "classifier",
            chain(
                dropout(0.5),
                new Linear(256 * 6 * 6, 4096),
                relu(),
                dropout(0.5),
                new Linear(4096, 4096),
                relu(),
                new Linear(4096, classes)))
        .build();
  }
}
