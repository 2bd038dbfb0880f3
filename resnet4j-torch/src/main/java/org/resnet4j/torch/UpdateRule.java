package org.resnet4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.torch.libtorch.InPlace;
import org.resnet4j.torch.libtorch.Operators;
import org.resnet4j.torch.libtorch.Scope;

/** The optimisers, bit for bit in PyTorch's arithmetic: their state and their updates. */
final class UpdateRule implements AutoCloseable {
  private final Optimizer optimizer;
  private final Map<String, Tensor> memory = new LinkedHashMap<>();

  UpdateRule(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /** The state, by {@code momentum.KEY}, {@code m.KEY}, {@code v.KEY}. */
  Map<String, Tensor> memory() {
    return memory;
  }

  /** Zeros in the weight's layout, kept under this name. */
  Tensor remember(String name, Tensor weight) {
    return memory.computeIfAbsent(name, n -> Scope.keep(Operators.zerosLike(weight)));
  }

  /**
   * Updates one weight.
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
        InPlace.scale(weight, 1 - rate * decay);
        adam(key, weight, gradient, rate, a.beta1(), a.beta2(), a.eps(), update);
      }
    }
  }

  private static Tensor decayed(Tensor weight, Tensor gradient, double decay) {
    return decay == 0 ? gradient : InPlace.sum(gradient, weight, decay);
  }

  private void sgd(Optimizer.Sgd sgd, String key, Tensor weight, Tensor gradient, double rate) {
    var direction = gradient;
    if (sgd.momentum() != 0) {
      var velocity = remember("momentum." + key, weight);
      InPlace.scale(velocity, sgd.momentum());
      InPlace.add(velocity, gradient, 1);
      direction = sgd.nesterov() ? InPlace.sum(gradient, velocity, sgd.momentum()) : velocity;
    }
    InPlace.add(weight, direction, -rate);
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
    InPlace.approach(mean, gradient, 1 - beta1);
    InPlace.scale(square, beta2);
    InPlace.addSquare(square, gradient, 1 - beta2);
    double meanCorrection = 1 - Math.pow(beta1, update);
    double rootCorrection = Math.sqrt(1 - Math.pow(beta2, update));
    InPlace.addQuotient(
        weight, mean, InPlace.rootOver(square, rootCorrection, eps), -rate / meanCorrection);
  }

  @Override
  public void close() {
    memory.values().forEach(Scope::free);
    memory.clear();
  }
}
