package org.resnet4j.engine;

/**
 * The rule by which gradients update weights. Weight decay and learning rate are separate options.
 * A number out of its range is an {@link IllegalArgumentException}.
 */
public sealed interface Optimizer {
  /**
   * SGD with this momentum μ, as the paper trains with 0.9.
   *
   * @param mu from 0 (plain SGD) to below 1
   * @return the optimiser
   */
  static Optimizer momentum(double mu) {
    return new Sgd(mu, false);
  }

  /**
   * SGD with Nesterov's momentum μ.
   *
   * @param mu from 0 to below 1
   * @return the optimiser
   */
  static Optimizer nesterov(double mu) {
    return new Sgd(mu, true);
  }

  /** {@return Adam with its authors' values: β 0.9 and 0.999, ε 1e-8} */
  static Optimizer adam() {
    return new Adam(0.9, 0.999, 1e-8);
  }

  /** {@return AdamW with Adam's values} */
  static Optimizer adamW() {
    return new AdamW(0.9, 0.999, 1e-8);
  }

  /**
   * PyTorch's SGD: v ← μ v + (g + λ w); w ← w − η v (Nesterov: w ← w − η (g + λ w + μ v)). State
   * {@code momentum.KEY}.
   *
   * @param momentum μ, from 0 (plain SGD) to below 1
   * @param nesterov whether the momentum is Nesterov's
   */
  record Sgd(double momentum, boolean nesterov) implements Optimizer {
    /**
     * Checks the momentum.
     *
     * @throws IllegalArgumentException if it is not from 0 to below 1
     */
    public Sgd {
      Require.fraction("momentum", momentum);
    }
  }

  /**
   * Kingma and Ba 2015; weight decay joins the gradient. State {@code m.KEY}, {@code v.KEY}.
   *
   * @param beta1 decay of the mean of gradients, from 0 to below 1
   * @param beta2 decay of the mean of their squares, from 0 to below 1
   * @param eps added to the root of that mean, positive
   */
  record Adam(double beta1, double beta2, double eps) implements Optimizer {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Adam {
      adam(beta1, beta2, eps);
    }
  }

  /**
   * Loshchilov and Hutter 2019: w ← w − η λ w first, then Adam's step. State as Adam's.
   *
   * @param beta1 as Adam's
   * @param beta2 as Adam's
   * @param eps as Adam's
   */
  record AdamW(double beta1, double beta2, double eps) implements Optimizer {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public AdamW {
      adam(beta1, beta2, eps);
    }
  }

  private static void adam(double beta1, double beta2, double eps) {
    Require.fraction("beta1", beta1);
    Require.fraction("beta2", beta2);
    Require.positive("eps", eps);
  }
}
