package org.resnet4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Scope;
import org.resnet4j.torch.libtorch.Updates;

/** The optimisers, in PyTorch's arithmetic to the bit: what they remember and how they move. */
final class UpdateRule implements AutoCloseable {
  private final Optimizer optimizer;
  private final Map<String, Tensor> memory = new LinkedHashMap<>();

  UpdateRule(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /** What is remembered, by {@code momentum.KEY}, {@code m.KEY}, {@code v.KEY}. */
  Map<String, Tensor> memory() {
    return memory;
  }

  /** Whether this optimiser remembers such an array. */
  boolean remembers(String key) {
    return switch (optimizer) {
      case Optimizer.Sgd sgd -> sgd.momentum() != 0 && key.startsWith("momentum.");
      case Optimizer.Adam adam -> key.startsWith("m.") || key.startsWith("v.");
      case Optimizer.AdamW adam -> key.startsWith("m.") || key.startsWith("v.");
    };
  }

  /** Zeros in the weight's layout, remembered under this name. */
  Tensor remember(String name, Tensor weight) {
    return memory.computeIfAbsent(name, n -> Scope.keep(Operators.zerosLike(weight)));
  }

  /**
   * Moves one weight.
   *
   * @param decay λ, 0 where the weight is spared
   * @param update which update this is, counted from 1
   */
  void move(String key, Tensor weight, Tensor gradient, double rate, double decay, long update) {
    switch (optimizer) {
      case Optimizer.Sgd sgd -> sgd(sgd, key, weight, decayed(weight, gradient, decay), rate);
      case Optimizer.Adam a -> {
        var decayed = decayed(weight, gradient, decay);
        adam(key, weight, decayed, rate, a.beta1(), a.beta2(), a.eps(), update);
      }
      case Optimizer.AdamW a -> {
        Updates.scale(weight, 1 - rate * decay);
        adam(key, weight, gradient, rate, a.beta1(), a.beta2(), a.eps(), update);
      }
    }
  }

  private static Tensor decayed(Tensor weight, Tensor gradient, double decay) {
    return decay == 0 ? gradient : Updates.sum(gradient, weight, decay);
  }

  private void sgd(Optimizer.Sgd sgd, String key, Tensor weight, Tensor gradient, double rate) {
    var direction = gradient;
    if (sgd.momentum() != 0) {
      var velocity = remember("momentum." + key, weight);
      Updates.scale(velocity, sgd.momentum());
      Updates.add(velocity, gradient, 1);
      direction = sgd.nesterov() ? Updates.sum(gradient, velocity, sgd.momentum()) : velocity;
    }
    Updates.add(weight, direction, -rate);
  }

  private void adam(
      String key,
      Tensor weight,
      Tensor gradient,
      double rate,
      double beta1,
      double beta2,
      double eps,
      long update) {
    var mean = remember("m." + key, weight);
    var square = remember("v." + key, weight);
    Updates.approach(mean, gradient, 1 - beta1);
    Updates.scale(square, beta2);
    Updates.addSquare(square, gradient, 1 - beta2);
    double meanCorrection = 1 - Math.pow(beta1, update);
    double rootCorrection = Math.sqrt(1 - Math.pow(beta2, update));
    Updates.addQuotient(
        weight, mean, Updates.rootOver(square, rootCorrection, eps), -rate / meanCorrection);
  }

  @Override
  public void close() {
    memory.values().forEach(Scope::free);
    memory.clear();
  }
}
