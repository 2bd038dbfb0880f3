package org.resnet4j.lab.scale;

import java.util.stream.DoubleStream;

/**
 * Predicts one step of a training that is computed by many workers, each with its share of the
 * batch: they compute, gradients travel in buckets while the backward pass goes on, the slowest is
 * waited for, and all agree on loss and time. Pictures are read ahead while all that happens.
 *
 * @param work of the network
 * @param cluster the workers
 * @param exchange how gradients travel
 */
public record StepModel(Workload work, Cluster cluster, Exchange exchange) {
  /** Loss, hits, time: what all agree on in each step. */
  private static final int AGREED_BYTES = 6 * 8;

  /**
   * One step, in seconds.
   *
   * @param computing of the slower of two workers, which is what was measured
   * @param waiting for the slowest of all, beyond that of two
   * @param exchanging what sums add: the work of making them, and waiting for what did not travel
   *     while others were computed
   * @param reading what pictures add that come slower than all that
   */
  public record Step(double computing, double waiting, double exchanging, double reading) {
    /** {@return all of it} */
    public double seconds() {
      return DoubleStream.of(computing, waiting, exchanging, reading).sum();
    }
  }

  /**
   * Predicts a step.
   *
   * @param workers how many
   * @param images of each, in the mean
   * @return its parts
   */
  public Step step(int workers, double images) {
    double crowd = cluster.crowd(workers);
    double computing = cluster.worker().seconds(work, images) * crowd;
    int apart = cluster.cores() == 0 ? workers : Math.min(workers, cluster.cores());
    double waiting = computing * cluster.worker().waiting(apart);
    double exchanging =
        workers == 1 ? 0 : gradients(computing, workers) + norms(workers) + agreeing(workers);
    double busy = computing + waiting + exchanging;
    double reading = Math.max(0, images / cluster.worker().picturesPerSecond() * crowd - busy);
    return new Step(computing, waiting, exchanging, reading);
  }

  /**
   * Each bucket begins to travel when it is complete and the one before has arrived. The work of
   * sending is done by one of the threads that compute: it delays the buckets behind it.
   */
  private double gradients(double computing, int workers) {
    double forward = computing / 3;
    double worked = 0;
    double arrived = 0;
    for (var bucket : work.buckets()) {
      var cost =
          exchange.sum((double) exchange.bytesPerGradient() * bucket.floats(), cluster, workers);
      double ready = forward + (computing - forward) * bucket.ready() + worked;
      arrived = Math.max(ready, arrived) + cost.alone();
      worked += cost.work() / cluster.worker().threads();
    }
    return Math.max(arrived, computing) - computing;
  }

  /** Means and variances of each norm, forward and backward: nothing travels beside them. */
  private double norms(int workers) {
    return exchange.syncNorms()
        ? 2 * work.norms() * exchange.sum(AGREED_BYTES, cluster, workers).alone()
        : 0;
  }

  private double agreeing(int workers) {
    return exchange.sum(AGREED_BYTES, cluster, workers).alone();
  }
}
