package org.resnet4j.engine;

/** How gradients move weights. Weight decay and learning rate are given apart. */
public sealed interface Optimizer {
  /**
   * PyTorch's SGD: v ← μ v + (g + λ w); w ← w − η v (Nesterov: w ← w − η (g + λ w + μ v)). State
   * {@code momentum.KEY}.
   */
  record Sgd(double momentum, boolean nesterov) implements Optimizer {}

  /** Kingma and Ba 2015; weight decay joins the gradient. State {@code m.KEY}, {@code v.KEY}. */
  record Adam(double beta1, double beta2, double eps) implements Optimizer {}

  /** Loshchilov and Hutter 2019: w ← w − η λ w first, then Adam's step. State as Adam's. */
  record AdamW(double beta1, double beta2, double eps) implements Optimizer {}
}
