package org.resnet4j.engine.collective;

import java.util.Objects;

/**
 * Data-parallel training: every process computes a share of each batch, and the gradients are
 * summed before each update, so that all of them keep the same weights.
 *
 * @param processes the group
 * @param syncNorms whether batch norm takes mean and variance over the batches of all processes
 *     together, or each its own
 */
public record DataParallel(Collective processes, boolean syncNorms) {
  /** Checks that there is a group. */
  public DataParallel {
    Objects.requireNonNull(processes, "processes");
  }

  /** {@return training in one process} */
  public static DataParallel alone() {
    return new DataParallel(Collectives.alone(), false);
  }

  /** {@return whether there are other processes} */
  public boolean together() {
    return processes.size() > 1;
  }

  /** {@return whether batch norm has statistics to exchange} */
  public boolean exchangesNorms() {
    return syncNorms && together();
  }
}
