package org.resnet4j.spark.network;

import java.io.Serializable;
import java.util.Objects;
import org.resnet4j.classify.Classifier;

/**
 * Tells every executor's classifier what weights do not say themselves. It travels to the
 * executors: whatever it refers to must be serializable.
 */
@FunctionalInterface
public interface NetworkOpening extends Serializable {
  /**
   * Changes a builder.
   *
   * @param builder of an executor's classifier
   * @return the builder that opens the weights
   */
  Classifier.Builder apply(Classifier.Builder builder);

  /**
   * This, then another.
   *
   * @param next sees what this has changed
   * @return both
   */
  default NetworkOpening then(NetworkOpening next) {
    Objects.requireNonNull(next, "next");
    return builder -> next.apply(apply(builder));
  }
}
