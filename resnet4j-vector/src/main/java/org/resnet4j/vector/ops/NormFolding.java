package org.resnet4j.vector.ops;

import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * A batch norm with its running statistics, folded into the convolution before it: w γ / √(σ² + ε)
 * and β + (b − μ) γ / √(σ² + ε).
 */
public final class NormFolding {
  private NormFolding() {}

  /**
   * Folds in place.
   *
   * @param floats how many weights there are
   * @param weights (out, in / groups, kernel, kernel), the convolution's; may be longer
   * @param bias (out), the convolution's or zeros; may be longer
   */
  public static Task fold(
      LoopKernel loops,
      BatchNorm.NormArrays norm,
      double eps,
      int floats,
      float[] weights,
      float[] bias) {
    int length = floats / norm.gamma().length;
    int channels = norm.gamma().length;
    int some = Math.max(1, Work.ITEM / length);
    return Work.each(
        (channels + some - 1) / some,
        item -> {
          for (int c = item * some; c < Math.min(channels, (item + 1) * some); c++) {
            fold(loops, norm, eps, weights, bias, c, length);
          }
        });
  }

  private static void fold(
      LoopKernel loops,
      BatchNorm.NormArrays norm,
      double eps,
      float[] weights,
      float[] bias,
      int c,
      int length) {
    double scale = norm.gamma()[c] / Math.sqrt(norm.variance()[c] + eps);
    bias[c] = (float) (norm.beta()[c] + (bias[c] - norm.mean()[c]) * scale);
    float high = (float) scale;
    loops.scale(high, (float) (scale - high), weights, c * length, length);
  }
}
