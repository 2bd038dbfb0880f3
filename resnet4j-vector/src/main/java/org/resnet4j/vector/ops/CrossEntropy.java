package org.resnet4j.vector.ops;

import org.resnet4j.data.Targets;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * Softmax and cross-entropy with label smoothing ε, and its gradient: (softmax − t) · weight /
 * batch with t = (1 − ε)·target + ε / classes.
 */
public final class CrossEntropy {
  private final Layout extent;
  private final double smoothing;
  private final double weight;
  private final double[] losses;

  /**
   * @param weight of this term in the whole loss
   */
  public CrossEntropy(Layout extent, double smoothing, double weight) {
    this.extent = extent;
    this.smoothing = smoothing;
    this.weight = weight;
    losses = new double[extent.n()];
  }

  /** The inputs that come with the batch. */
  public interface TargetSource {
    Targets targets();

    /** Factor on the gradients. */
    double scale();
  }

  public Task phase(TargetSource source, Span logits, Span gradient) {
    return Work.each(extent.n(), n -> example(source, logits, gradient, n));
  }

  /** This term of the loss, weighted: the mean over the batch. */
  public double loss() {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return weight * sum / losses.length;
  }

  private void example(TargetSource source, Span logits, Span gradient, int n) {
    int at = logits.offset() + n * extent.image();
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < extent.channels(); k++) {
      max = Math.max(max, logits.data()[at + k]);
    }
    double sum = 0;
    for (int k = 0; k < extent.channels(); k++) {
      sum += Math.exp(logits.data()[at + k] - max);
    }
    double norm = max + Math.log(sum);
    double factor = weight * source.scale() / extent.n();
    double loss = 0;
    int to = gradient.offset() + n * extent.image();
    for (int k = 0; k < extent.channels(); k++) {
      double logProbability = logits.data()[at + k] - norm;
      double target = target(source.targets(), n, k);
      loss -= target == 0 ? 0 : target * logProbability;
      gradient.data()[to + k] = (float) (factor * (Math.exp(logProbability) - target));
    }
    for (int k = extent.channels(); k < extent.image(); k++) {
      gradient.data()[to + k] = 0;
    }
    losses[n] = loss;
  }

  private double target(Targets targets, int n, int k) {
    double hard =
        switch (targets) {
          case Targets.Labels labels -> labels.labels()[n] == k ? 1 : 0;
          case Targets.Distributions soft -> soft.probabilities()[n * soft.classes() + k];
        };
    return (1 - smoothing) * hard + smoothing / extent.channels();
  }
}
