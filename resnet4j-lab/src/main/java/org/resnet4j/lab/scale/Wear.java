package org.resnet4j.lab.scale;

/**
 * What breaks, and what it costs.
 *
 * @param hoursBetweenFailures of one worker, in the mean
 * @param restartSeconds from a failure to the next step: noticing it, starting, joining, compiling
 * @param checkpointSeconds during which all wait while one writes
 */
public record Wear(double hoursBetweenFailures, double restartSeconds, double checkpointSeconds) {

  /**
   * The best time between two checkpoints: of it half is lost by a failure (Young 1974, "A first
   * order approximation to the optimum checkpoint interval").
   *
   * @param workers how many may fail
   * @return seconds
   */
  public double checkpointEvery(int workers) {
    return Math.sqrt(2 * checkpointSeconds * secondsBetween(workers));
  }

  private double secondsBetween(int workers) {
    return 3600 * hoursBetweenFailures / workers;
  }

  /** The share of time that goes into checkpoints, restarts and steps that are computed again. */
  double lost(int workers, double every) {
    double failing = (restartSeconds + every / 2) / secondsBetween(workers);
    return Math.min(1, checkpointSeconds / (every + checkpointSeconds) + failing);
  }
}
