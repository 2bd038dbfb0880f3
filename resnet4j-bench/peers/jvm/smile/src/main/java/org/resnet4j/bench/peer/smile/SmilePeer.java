package org.resnet4j.bench.peer.smile;

import org.resnet4j.bench.turns.Turns;
import smile.deep.Loss;
import smile.deep.Model;
import smile.deep.Optimizer;
import smile.deep.tensor.Device;
import smile.deep.tensor.Tensor;
import smile.util.AutoScope;

/**
 * SMILE on libtorch: {@code SmilePeer resnet20|resnet56 BATCH train|predict}, the network of its
 * layers. Where the network narrows the shortcut is a projection (option B), as SMILE has no way to
 * concatenate channels.
 */
public final class SmilePeer {
  private SmilePeer() {}

  public static void main(String[] args) {
    int blocks =
        switch (args[0]) {
          case "resnet20" -> 3;
          case "resnet56" -> 9;
          default -> throw new IllegalArgumentException(args[0] + " is not built here");
        };
    int batch = Integer.parseInt(args[1]);
    Device.setNumThreads(2);
    var model = new Model(new ResidualBlocks(blocks));
    var images = Tensor.rand(batch, 3, 32, 32);
    var version = "SMILE 4.4.2, libtorch 2.7.1";
    if (args[2].equals("train")) {
      var labels = Tensor.of(new long[batch], batch);
      model.train();
      var optimizer = Optimizer.SGD(model, 0.01, 0.9, 1e-4, 0, false);
      var loss = Loss.crossEntropy();
      Turns.take(version, 3, () -> step(model, optimizer, loss, images, labels));
    } else {
      model.eval();
      Turns.take(version, 10, () -> answer(model, images));
    }
  }

  private static void step(
      Model model, Optimizer optimizer, Loss loss, Tensor images, Tensor labels) {
    try (var scope = new AutoScope()) {
      Tensor.push(scope);
      optimizer.reset();
      loss.apply(model.forward(images), labels).backward();
      optimizer.step();
      Tensor.pop();
    }
  }

  private static void answer(Model model, Tensor images) {
    try (var guard = Tensor.noGradGuard();
        var scope = new AutoScope()) {
      Tensor.push(scope);
      model.forward(images).floatArray();
      Tensor.pop();
    }
  }
}
