package org.resnet4j.lab.scale;

import java.util.List;

/**
 * What computes one share of a batch: a thread of a processor, a machine, a GPU.
 *
 * @param name for people
 * @param threads that compute; the work of sending is one's
 * @param stepSeconds of a step beside its images: the update, starting
 * @param multiplyAddsPerSecond in training, forward and backward
 * @param jitter how long a step takes beside the median one, from the least to the largest, equally
 *     likely between each two
 * @param picturesPerSecond it can read, decode and cut while it computes
 */
public record Replica(
    String name,
    int threads,
    double stepSeconds,
    double multiplyAddsPerSecond,
    List<Double> jitter,
    double picturesPerSecond) {

  /** Copies the jitter. */
  public Replica {
    jitter = List.copyOf(jitter);
  }

  /** The same worker with pictures that come faster or slower. */
  Replica reading(double pictures) {
    return new Replica(name, threads, stepSeconds, multiplyAddsPerSecond, jitter, pictures);
  }

  /** Seconds of a step with this many images, without the others. */
  double seconds(Workload work, double images) {
    return stepSeconds + 3 * work.multiplyAdds() * images / multiplyAddsPerSecond;
  }

  /** What waiting for the slowest adds to the step of the slower of two, which was measured. */
  double waiting(int workers) {
    return Math.max(0, slowest(workers) / slowest(2) - 1);
  }

  /**
   * How many times the median step the slowest of several workers takes, in the mean. Steps are
   * taken to be independent; nothing slower than the slowest that was measured is known.
   */
  double slowest(int workers) {
    double mean = 0;
    int parts = 1000;
    for (int i = 0; i < parts; i++) {
      // the largest of n has quantile u where one has quantile u^(1/n)
      double u = (i + 0.5) / parts;
      mean += quantile(Math.pow(u, 1.0 / workers)) / parts;
    }
    return mean;
  }

  private double quantile(double share) {
    double at = share * (jitter.size() - 1);
    int below = Math.min((int) at, jitter.size() - 2);
    double rest = at - below;
    return jitter.get(below) * (1 - rest) + jitter.get(below + 1) * rest;
  }
}
