package org.resnet4j.zoo;

import java.util.Set;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.ZooOptions.Choice;

/** A network of the catalogue before its options are known. */
record Family(
    Initialisation initialisation, Shape input, int classes, Set<Choice> choices, Builder builder) {

  static final Shape IMAGENET = Shape.of(3, 224, 224);
  static final Shape CIFAR = Shape.of(3, 32, 32);
  static final Shape MNIST = Shape.of(1, 28, 28);

  /** From input (C, H, W), number of classes and the other options to the tree. */
  interface Builder {
    Layer build(Shape input, int classes, ZooOptions options);
  }

  static Family imageNet(Initialisation initialisation, Builder builder, Choice... choices) {
    return new Family(initialisation, IMAGENET, 1000, Set.of(choices), builder);
  }

  static Family cifar(Initialisation initialisation, Builder builder, Choice... choices) {
    return new Family(initialisation, CIFAR, 10, Set.of(choices), builder);
  }

  static Family mnist(Initialisation initialisation, Builder builder) {
    return new Family(initialisation, MNIST, 10, Set.of(), builder);
  }
}
