package org.resnet4j.vector.plan;

import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Span;

/**
 * A convolution's weights and bias with the batch norm behind it folded in: w γ / √(σ² + ε) and β +
 * (b − μ) γ / √(σ² + ε).
 *
 * @param weights (out, in / groups, kernel, kernel)
 * @param bias (out), padded to whole blocks
 */
record Folded(Span weights, Span bias) {

  static Folded of(Store store, Op.Convolve op) {
    var weights = store.value(Parameters.path(op.path(), "weight")).clone();
    var bias = new float[Lanes.padded(op.layer().out())];
    if (op.layer().bias()) {
      System.arraycopy(
          store.value(Parameters.path(op.path(), "bias")), 0, bias, 0, op.layer().out());
    }
    op.tail().norm().ifPresent(norm -> fold(store, norm, weights, bias));
    return new Folded(new Span(weights, 0), new Span(bias, 0));
  }

  private static void fold(Store store, Op.Normalise norm, float[] weights, float[] bias) {
    var gamma = store.value(Parameters.path(norm.path(), "weight"));
    var beta = store.value(Parameters.path(norm.path(), "bias"));
    var mean = store.value(Parameters.path(norm.path(), "running_mean"));
    var variance = store.value(Parameters.path(norm.path(), "running_var"));
    int length = weights.length / gamma.length;
    for (int c = 0; c < gamma.length; c++) {
      double scale = gamma[c] / Math.sqrt(variance[c] + norm.layer().eps());
      bias[c] = (float) (beta[c] + (bias[c] - mean[c]) * scale);
      for (int i = c * length; i < (c + 1) * length; i++) {
        weights[i] = (float) (weights[i] * scale);
      }
    }
  }
}
