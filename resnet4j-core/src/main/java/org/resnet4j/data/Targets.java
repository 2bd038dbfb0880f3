package org.resnet4j.data;

/** What a network should say of a batch. */
public sealed interface Targets {
  /** One class an example, counted from 0. */
  record Labels(int[] labels) implements Targets {}

  /**
   * A distribution over the classes an example: (size, classes), row-major, each row sums to 1.
   * What mixup and cutmix make.
   */
  record Distributions(float[] probabilities, int classes) implements Targets {}
}
