package org.resnet4j.data;

/** The targets of a batch. */
public sealed interface Targets {
  /** One class per example, counted from 0. */
  record Labels(int[] labels) implements Targets {}

  /**
   * A distribution over the classes for each example: (size, classes), row-major, each row sums to
   * 1. Made by mixup and cutmix.
   */
  record Distributions(float[] probabilities, int classes) implements Targets {}
}
