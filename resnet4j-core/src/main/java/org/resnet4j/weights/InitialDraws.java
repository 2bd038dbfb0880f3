package org.resnet4j.weights;

import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.model.Initialisation.Draw;

/** The distributions of initial weights, as {@code torch.nn.init} draws them. */
final class InitialDraws {
  private InitialDraws() {}

  /** Draws the elements begin … end − 1. */
  static void weights(Draw draw, Units units, Mt19937 random, float[] values, int begin, int end) {
    switch (draw) {
      case Draw.Default d -> {
        // kaiming_uniform_(a = √5), in its order of operations: gain, deviation, bound
        double deviation = Math.sqrt(2.0 / (1 + 5)) / Math.sqrt(units.fanIn());
        float bound = (float) (Math.sqrt(3) * deviation);
        random.fillUniform(values, begin, end, -bound, bound);
      }
      case Draw.KaimingNormalFanOut k ->
          random.fillNormal(
              values, begin, end, 0, (float) (Math.sqrt(2) / Math.sqrt(units.fanOut())));
      case Draw.KaimingNormalFanIn k ->
          random.fillNormal(
              values, begin, end, 0, (float) (Math.sqrt(2) / Math.sqrt(units.fanIn())));
      case Draw.XavierNormal x ->
          random.fillNormal(
              values, begin, end, 0, (float) Math.sqrt(2.0 / (units.fanIn() + units.fanOut())));
      case Draw.Normal n -> random.fillNormal(values, begin, end, 0, (float) n.sigma());
      case Draw.TruncatedNormal t -> truncated(random, values, begin, end, t.sigma());
      case Draw.UniformByFanIn u -> {
        float bound = (float) (u.c() / units.fanIn());
        random.fillUniform(values, begin, end, -bound, bound);
      }
    }
  }

  /** Biases are uniform within ± this. */
  static double biasBound(Draw draw, Units units) {
    return draw instanceof Draw.UniformByFanIn byFanIn
        ? byFanIn.c() / units.fanIn()
        : 1 / Math.sqrt(units.fanIn());
  }

  /**
   * {@code trunc_normal_(0, σ, −2, 2)}: uniform numbers through the inverse of the normal's Φ, as
   * PyTorch did when torchvision's weights were made; newer PyTorch cuts by rejection.
   */
  private static void truncated(Mt19937 random, float[] values, int begin, int end, double sigma) {
    float inside = (float) NormalDistribution.erf(2 / (sigma * Math.sqrt(2)));
    random.fillUniform(values, begin, end, -inside, inside);
    for (int i = begin; i < end; i++) {
      values[i] = Math.clamp((float) (NormalDistribution.bound(values[i]) * sigma), -2f, 2f);
    }
  }
}
