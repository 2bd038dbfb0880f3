package org.resnet4j.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a network should say of a batch, example by example. The arrays are not copied: whoever
 * hands one over gives it away. Two targets are equal if their contents are.
 */
public sealed interface Targets {
  /** {@return N, the number of examples} */
  int size();

  /**
   * One class an example.
   *
   * @param labels (N), each counted from 0
   */
  record Labels(int[] labels) implements Targets {
    /**
     * Checks the labels; whether each names a class is checked where the classes are known.
     *
     * @throws IllegalArgumentException if a label is negative
     */
    public Labels {
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] < 0) {
          throw new IllegalArgumentException(
              "label %d of example %d: classes are counted from 0".formatted(labels[i], i));
        }
      }
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Labels(int[] theirs) && Arrays.equals(labels, theirs);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(labels);
    }
  }

  /**
   * A distribution over the classes an example, as mixup and CutMix make them. Each row sums to 1
   * where it is a distribution; the cross-entropy is linear in the targets, and other finite rows
   * are taken too.
   *
   * @param probabilities (N, classes), row-major
   * @param classes the length of a row, at least 1
   */
  record Distributions(float[] probabilities, int classes) implements Targets {
    /**
     * Checks the rows.
     *
     * @throws IllegalArgumentException if the rows are not whole, or a number is not finite
     */
    public Distributions {
      if (classes < 1 || probabilities.length % classes != 0) {
        throw new IllegalArgumentException(
            "%d probabilities do not make whole rows of %d classes"
                .formatted(probabilities.length, classes));
      }
      for (int i = 0; i < probabilities.length; i++) {
        if (!Float.isFinite(probabilities[i])) {
          throw new IllegalArgumentException(
              "the target of class %d in example %d is %s; targets are finite"
                  .formatted(i % classes, i / classes, probabilities[i]));
        }
      }
    }

    @Override
    public int size() {
      return probabilities.length / classes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Distributions(float[] theirs, int theirClasses)
          && classes == theirClasses
          && Arrays.equals(probabilities, theirs);
    }

    @Override
    public int hashCode() {
      return Objects.hash(classes, Arrays.hashCode(probabilities));
    }
  }
}
