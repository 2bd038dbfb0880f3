package org.resnet4j.vector.ops;

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
      BatchNorm.NormArrays norm, double eps, int floats, float[] weights, float[] bias) {
    int length = floats / norm.gamma().length;
    return Work.each(1, item -> fold(norm, eps, weights, bias, length));
  }

  private static void fold(
      BatchNorm.NormArrays norm, double eps, float[] weights, float[] bias, int length) {
    for (int c = 0; c < norm.gamma().length; c++) {
      double scale = norm.gamma()[c] / Math.sqrt(norm.variance()[c] + eps);
      bias[c] = (float) (norm.beta()[c] + (bias[c] - norm.mean()[c]) * scale);
      for (int i = c * length; i < (c + 1) * length; i++) {
        weights[i] = (float) (weights[i] * scale);
      }
    }
  }
}
