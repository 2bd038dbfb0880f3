package org.resnet4j.engine;

import java.util.Set;

/**
 * The options of one pass over a batch.
 *
 * @param scale factor on the gradients, positive: 1 / n when n batches are accumulated
 * @param batchStatistics batch norm by the batch's own statistics (and running ones updated),
 *     dropout and auxiliary heads on: training as usual. False: evaluation mode, gradients all the
 *     same
 * @param dropoutSeed decides the dropout masks of this pass, see {@link DropoutMask}
 * @param probes nodes whose values and gradients are wanted, by path, see {@link ProbeReading}
 * @param last whether the update follows this pass: where several processes train together, their
 *     gradients may then travel while the pass still computes
 */
public record StepRequest(
    double scale, boolean batchStatistics, long dropoutSeed, Set<String> probes, boolean last) {
  /**
   * Checks the scale and copies the set.
   *
   * @throws IllegalArgumentException if the scale is not positive and finite
   */
  public StepRequest {
    Require.positive("scale", scale);
    probes = Set.copyOf(probes);
  }

  /**
   * A pass that others may follow before the update.
   *
   * @param scale factor on the gradients, positive
   * @param batchStatistics batch norm by the batch's own statistics, dropout and auxiliary heads on
   * @param dropoutSeed decides the dropout masks of this pass
   * @param probes nodes whose values and gradients are wanted, by path
   * @throws IllegalArgumentException if the scale is not positive and finite
   */
  public StepRequest(double scale, boolean batchStatistics, long dropoutSeed, Set<String> probes) {
    this(scale, batchStatistics, dropoutSeed, probes, false);
  }

  /**
   * A plain training pass.
   *
   * @param dropoutSeed decides the dropout masks of this pass
   * @return a request with scale 1 and no probes
   */
  public static StepRequest training(long dropoutSeed) {
    return new StepRequest(1, true, dropoutSeed, Set.of());
  }

  /** {@return gradients in evaluation mode: running statistics, no dropout, no auxiliary heads} */
  public static StepRequest evaluation() {
    return new StepRequest(1, false, 0, Set.of());
  }

  /**
   * The same with this factor on the gradients.
   *
   * @param factor positive and finite
   * @return the changed request
   * @throws IllegalArgumentException if the factor is not positive and finite
   */
  public StepRequest withScale(double factor) {
    return new StepRequest(factor, batchStatistics, dropoutSeed, probes, last);
  }

  /**
   * The same with probes on these nodes.
   *
   * @param nodes their paths, see {@link ProbeReading}
   * @return the changed request
   */
  public StepRequest withProbes(Set<String> nodes) {
    return new StepRequest(scale, batchStatistics, dropoutSeed, nodes, last);
  }

  /**
   * The same, followed by the update or by other passes.
   *
   * @param value whether the update follows
   * @return the changed request
   */
  public StepRequest beforeUpdate(boolean value) {
    return new StepRequest(scale, batchStatistics, dropoutSeed, probes, value);
  }
}
