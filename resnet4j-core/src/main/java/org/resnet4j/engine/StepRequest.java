package org.resnet4j.engine;

import java.util.Set;

/**
 * What one pass over a batch should do beside its work.
 *
 * @param scale factor on the gradients: 1 / n when n batches are accumulated
 * @param batchStatistics batch norm by the batch's own statistics (and running ones updated), and
 *     dropout on: training as usual. False: evaluation mode, gradients all the same
 * @param dropoutSeed decides the dropout masks of this pass, see {@link DropoutMask}
 * @param probes nodes whose values and gradients are wanted, by path, see {@link Reading}
 */
public record StepRequest(
    double scale, boolean batchStatistics, long dropoutSeed, Set<String> probes) {
  public StepRequest {
    probes = Set.copyOf(probes);
  }

  /** A plain training pass. */
  public static StepRequest training(long dropoutSeed) {
    return new StepRequest(1, true, dropoutSeed, Set.of());
  }

  public StepRequest withProbes(Set<String> nodes) {
    return new StepRequest(scale, batchStatistics, dropoutSeed, nodes);
  }
}
