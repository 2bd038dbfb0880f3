package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.batchNorm;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.dropout;
import static org.resnet4j.model.Layers.maxPool;
import static org.resnet4j.model.Layers.relu;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Linear;

/**
 * VGG (Simonyan and Zisserman 2014, arXiv:1409.1556): stacks of 3 × 3 convolutions, columns A, B, D
 * and E of their Table 1, with and without batch norm. Keys are torchvision's.
 */
public final class Vgg {
  private Vgg() {}

  /** The depths of columns A, B, D and E. */
  public static final List<Integer> DEPTHS = List.of(11, 13, 16, 19);

  private static final int[] WIDTHS = {64, 128, 256, 512, 512};

  /** A column of Table 1: how many convolutions precede each max pool. */
  private static int[] convolutions(int depth) {
    return switch (depth) {
      case 11 -> new int[] {1, 1, 2, 2, 2};
      case 13 -> new int[] {2, 2, 2, 2, 2};
      case 16 -> new int[] {2, 2, 3, 3, 3};
      case 19 -> new int[] {2, 2, 4, 4, 4};
      default ->
          throw new IllegalArgumentException(
              "there is no VGG of depth %d; Table 1 has 11, 13, 16 and 19".formatted(depth));
    };
  }

  /**
   * VGG of this depth; the adaptive pool lets it take any image of 32² or larger.
   *
   * @param depth one of {@link #DEPTHS}
   * @param batchNorm whether a batch norm follows each convolution
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 1000 in the paper
   * @return (channels, H, W) to (classes)
   * @throws IllegalArgumentException if there is no such depth
   */
  public static Chain of(int depth, boolean batchNorm, int channels, int classes) {
    return chain()
        .add("features", features(convolutions(depth), batchNorm, channels))
        .add("avgpool", new AdaptiveAvgPool2d(7, 7))
        .add("flatten", new Flatten())
        .add(
            "classifier",
            chain(
                new Linear(512 * 7 * 7, 4096),
                relu(),
                dropout(0.5),
                new Linear(4096, 4096),
                relu(),
                dropout(0.5),
                new Linear(4096, classes)))
        .build();
  }

  private static Chain features(int[] convolutions, boolean batchNorm, int channels) {
    var layers = new ArrayList<Layer>();
    int in = channels;
    for (int stage = 0; stage < WIDTHS.length; stage++) {
      for (int i = 0; i < convolutions[stage]; i++) {
        layers.add(new Conv2d(in, WIDTHS[stage], 3, 1, 1, true));
        if (batchNorm) {
          layers.add(batchNorm(WIDTHS[stage]));
        }
        layers.add(relu());
        in = WIDTHS[stage];
      }
      layers.add(maxPool(2, 2, 0));
    }
    return chain(layers.toArray(Layer[]::new));
  }
}
