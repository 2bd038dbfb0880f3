package org.resnet4j.engine;

/**
 * d of the moving average of the weights, ema ← d·ema + (1 − d)·w after each update, buffers
 * included: a function of the number of updates.
 *
 * <p>A constant d keeps a part dᵗ of the weights that training began with, which after a few
 * hundred updates with d = 0.9998 is nearly all. A warmed-up one is min(d, (1 + t) / (10 + t)) at
 * update t, as TensorFlow's ExponentialMovingAverage has it with {@code num_updates}; timm's
 * ModelEmaV3 warms up likewise. The first weights are then soon forgotten, and an early average
 * spans about the last tenth of the training so far.
 *
 * @param most the largest d, from 0 to below 1
 * @param warmedUp whether d begins low
 */
public record AverageDecay(double most, boolean warmedUp) {
  /**
   * Checks the decay.
   *
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public AverageDecay {
    Require.fraction("averageDecay", most);
  }

  /**
   * The same at every update.
   *
   * @param decay d, from 0 to below 1
   * @return the constant decay
   * @throws IllegalArgumentException if it is out of its range
   */
  public static AverageDecay constant(double decay) {
    return new AverageDecay(decay, false);
  }

  /**
   * Warmed up, and for a training of so many updates: the average spans at most a tenth of them, so
   * d is at most 1 − 10 / updates. Torchvision's and pycls' scripts scale their decay with the
   * length of the training for the same reason.
   *
   * @param decay the largest d, from 0 to below 1
   * @param updates of the whole training
   * @return the warmed-up decay
   * @throws IllegalArgumentException if the decay is out of its range
   */
  public static AverageDecay over(double decay, long updates) {
    double most = Math.max(0, 1 - 10.0 / Math.max(1, updates));
    return new AverageDecay(Math.min(decay, most), true);
  }

  /**
   * The decay of one update.
   *
   * @param update counted from 1
   * @return d, from 0 to below 1
   */
  public double at(long update) {
    return warmedUp ? Math.min(most, (1.0 + update) / (10.0 + update)) : most;
  }
}
