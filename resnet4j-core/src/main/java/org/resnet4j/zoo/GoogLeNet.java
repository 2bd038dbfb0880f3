package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.dropout;
import static org.resnet4j.model.Layers.globalAvgPool;
import static org.resnet4j.model.Layers.relu;

import java.util.List;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.AvgPool2d;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Concat;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Head;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.LocalResponseNorm;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.WithHeads;

/**
 * GoogLeNet (Szegedy et al. 2014, arXiv:1409.4842, Table 1) in two editions: as the paper has it
 * and as torchvision has it, which puts a batch norm after every convolution and has 3 × 3 where
 * the paper has 5 × 5. Both have the two auxiliary classifiers of section 5.
 */
public final class GoogLeNet {
  private final Edition edition;

  private GoogLeNet(Edition edition) {
    this.edition = edition;
  }

  private enum Edition {
    PAPER,
    TORCHVISION
  }

  /** A row of Table 1: the widths of the four branches and of their reductions. */
  private record Inception(
      int in, int width1x1, int reduce3x3, int width3x3, int reduce5x5, int width5x5, int pool) {}

  private static final Inception A3 = new Inception(192, 64, 96, 128, 16, 32, 32);
  private static final Inception B3 = new Inception(256, 128, 128, 192, 32, 96, 64);
  private static final Inception A4 = new Inception(480, 192, 96, 208, 16, 48, 64);
  private static final Inception B4 = new Inception(512, 160, 112, 224, 24, 64, 64);
  private static final Inception C4 = new Inception(512, 128, 128, 256, 24, 64, 64);
  private static final Inception D4 = new Inception(512, 112, 144, 288, 32, 64, 64);
  private static final Inception E4 = new Inception(528, 256, 160, 320, 32, 128, 128);
  private static final Inception A5 = new Inception(832, 256, 160, 320, 32, 128, 128);
  private static final Inception B5 = new Inception(832, 384, 192, 384, 48, 128, 128);

  /**
   * As the paper has it: biases and no batch norm, local response normalisation, 5 × 5
   * convolutions, heads on a 5 × 5 average pool of stride 3. Takes images of about 224²: the heads
   * are made for 14 × 14 maps.
   *
   * @param channels of the images: 3 in the paper
   * @param classes how many logits: 1000 in the paper
   * @return (channels, H, W) to (classes), with the two auxiliary classifiers
   * @throws IllegalArgumentException if {@code channels} or {@code classes} is not positive
   */
  public static Layer paper(int channels, int classes) {
    return new GoogLeNet(Edition.PAPER).network(channels, classes);
  }

  /**
   * torchvision's {@code googlenet}, key by key; takes any image of 15² or larger.
   *
   * @param channels of the images: 3 in torchvision
   * @param classes how many logits: 1000 in torchvision
   * @return (channels, H, W) to (classes), with the two auxiliary classifiers
   * @throws IllegalArgumentException if {@code channels} or {@code classes} is not positive
   */
  public static Layer torchvision(int channels, int classes) {
    return new GoogLeNet(Edition.TORCHVISION).network(channels, classes);
  }

  private Layer network(int channels, int classes) {
    boolean paper = edition == Edition.PAPER;
    var trunk = chain().add("conv1", conv(channels, 64, 7, 2, 3)).add("maxpool1", halve(3));
    if (paper) {
      trunk.add("norm1", responseNorm());
    }
    trunk.add("conv2", conv(64, 64, 1, 1, 0)).add("conv3", conv(64, 192, 3, 1, 1));
    if (paper) {
      trunk.add("norm2", responseNorm());
    }
    trunk
        .add("maxpool2", halve(3))
        .add("inception3a", inception(A3))
        .add("inception3b", inception(B3))
        .add("maxpool3", halve(3))
        .add("inception4a", inception(A4))
        .add("inception4b", inception(B4))
        .add("inception4c", inception(C4))
        .add("inception4d", inception(D4))
        .add("inception4e", inception(E4))
        .add("maxpool4", halve(paper ? 3 : 2))
        .add("inception5a", inception(A5))
        .add("inception5b", inception(B5));
    var classifier =
        chain()
            .add("avgpool", globalAvgPool())
            .add("flatten", new Flatten())
            .add("dropout", dropout(paper ? 0.4 : 0.2))
            .add("fc", new Linear(1024, classes));
    return new WithHeads(
        trunk.build(),
        List.of(
            new Head("aux1", "inception4a", head(512, classes), 0.3),
            new Head("aux2", "inception4d", head(528, classes), 0.3)),
        classifier.build());
  }

  /** Figure 2 (b): four branches side by side. */
  private Layer inception(Inception row) {
    int kernel = edition == Edition.PAPER ? 5 : 3;
    return new Concat(
        List.of(
            new Named("branch1", conv(row.in, row.width1x1, 1, 1, 0)),
            new Named(
                "branch2",
                chain(
                    conv(row.in, row.reduce3x3, 1, 1, 0),
                    conv(row.reduce3x3, row.width3x3, 3, 1, 1))),
            new Named(
                "branch3",
                chain(
                    conv(row.in, row.reduce5x5, 1, 1, 0),
                    conv(row.reduce5x5, row.width5x5, kernel, 1, kernel / 2))),
            new Named(
                "branch4", chain(new MaxPool2d(3, 1, 1, true), conv(row.in, row.pool, 1, 1, 0)))));
  }

  /** Section 5: average pool to 4 × 4, 1 × 1 convolution of 128, 1024 units, 70 % dropout. */
  private Layer head(int in, int classes) {
    return chain()
        .add(
            "pool", edition == Edition.PAPER ? new AvgPool2d(5, 3, 0) : new AdaptiveAvgPool2d(4, 4))
        .add("conv", conv(in, 128, 1, 1, 0))
        .add("flatten", new Flatten())
        .add("fc1", new Linear(128 * 4 * 4, 1024))
        .add("relu", relu())
        .add("dropout", dropout(0.7))
        .add("fc2", new Linear(1024, classes))
        .build();
  }

  private Chain conv(int in, int out, int kernel, int stride, int padding) {
    boolean bias = edition == Edition.PAPER;
    var conv = chain().add("conv", new Conv2d(in, out, kernel, stride, padding, bias));
    if (edition == Edition.TORCHVISION) {
      conv.add("bn", new BatchNorm2d(out, 1e-3, 0.1));
    }
    return conv.add("relu", relu()).build();
  }

  private static MaxPool2d halve(int kernel) {
    return new MaxPool2d(kernel, 2, 0, true);
  }

  /** AlexNet's constants; the paper gives none. */
  private static LocalResponseNorm responseNorm() {
    return new LocalResponseNorm(5, 1e-4, 0.75, 2);
  }
}
