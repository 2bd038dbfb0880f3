package org.resnet4j.vector.plan;

/** The purpose of a program. */
public enum Purpose {
  /** Batch statistics, dropout, auxiliary heads, gradients. */
  TRAINING,
  /** Running statistics, no dropout and no heads, gradients all the same. */
  GRADIENTS,
  /** Running statistics, the forward pass alone. */
  PREDICTION
}
