package org.resnet4j.zoo;

import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.maxPool;
import static org.resnet4j.model.Layers.relu;

import java.util.List;
import org.resnet4j.model.Layer.Activation;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.PartialConv2d;
import org.resnet4j.model.Layer.RadialBasis;
import org.resnet4j.model.Layer.Subsampling;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;

/**
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998, "Gradient-based learning applied to document
 * recognition", section II-B and Figure 2) in its original and in its usual modern form. Both take
 * 28² images, which the first convolution pads to the paper's 32², or 32² images as they are.
 */
public final class LeNet5 {
  private LeNet5() {}

  /** Table I: which of S2's six maps each of C3's sixteen maps sees. */
  private static final List<List<Integer>> C3 =
      List.of(
          List.of(0, 1, 2),
          List.of(1, 2, 3),
          List.of(2, 3, 4),
          List.of(3, 4, 5),
          List.of(0, 4, 5),
          List.of(0, 1, 5),
          List.of(0, 1, 2, 3),
          List.of(1, 2, 3, 4),
          List.of(2, 3, 4, 5),
          List.of(0, 3, 4, 5),
          List.of(0, 1, 4, 5),
          List.of(0, 1, 2, 5),
          List.of(0, 1, 3, 4),
          List.of(1, 2, 4, 5),
          List.of(0, 2, 3, 5),
          List.of(0, 1, 2, 3, 4, 5));

  /**
   * As in 1998: trainable subsampling, the partly connected C3 of Table I, scaled tanh, distances
   * to fixed codes as outputs; 60,000 trained weights with one input channel.
   *
   * @param input (C, 28, 28) or (C, 32, 32)
   * @param classes how many logits
   * @return {@code input} to (classes)
   * @throws ShapeException if the images have another size
   */
  public static Chain of1998(Shape input, int classes) {
    return chain()
        .add("c1", new Conv2d(input.channels(), 6, 5, 1, padding(input), true))
        .add("c1_squash", squash())
        .add("s2", new Subsampling(6))
        .add("s2_squash", squash())
        .add("c3", new PartialConv2d(6, 5, C3))
        .add("c3_squash", squash())
        .add("s4", new Subsampling(16))
        .add("s4_squash", squash())
        .add("c5", new Conv2d(16, 120, 5, 1, 0, true))
        .add("c5_squash", squash())
        .add("flatten", new Flatten())
        .add("f6", new Linear(120, 84))
        .add("f6_squash", squash())
        .add("output", new RadialBasis(84, classes))
        .build();
  }

  /**
   * The usual modern form: ReLU, max pools, a linear classifier; 61,706 weights with one input
   * channel and ten classes.
   *
   * @param input (C, 28, 28) or (C, 32, 32)
   * @param classes how many logits
   * @return {@code input} to (classes)
   * @throws ShapeException if the images have another size
   */
  public static Chain modern(Shape input, int classes) {
    return chain()
        .add("conv1", new Conv2d(input.channels(), 6, 5, 1, padding(input), true))
        .add("relu1", relu())
        .add("pool1", maxPool(2, 2, 0))
        .add("conv2", new Conv2d(6, 16, 5, 1, 0, true))
        .add("relu2", relu())
        .add("pool2", maxPool(2, 2, 0))
        .add("flatten", new Flatten())
        .add("fc1", new Linear(16 * 5 * 5, 120))
        .add("relu3", relu())
        .add("fc2", new Linear(120, 84))
        .add("relu4", relu())
        .add("fc3", new Linear(84, classes))
        .build();
  }

  private static int padding(Shape input) {
    int size = input.height();
    if (size != input.width() || size != 28 && size != 32) {
      throw new ShapeException("LeNet-5 is made for images of 28x28 or 32x32");
    }
    return size == 28 ? 2 : 0;
  }

  private static Activation squash() {
    return new Activation(Function.SCALED_TANH);
  }
}
