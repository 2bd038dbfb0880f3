package org.resnet4j.bench.peer.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;
import java.nio.file.Path;
import java.util.Random;
import org.resnet4j.bench.turns.Turns;

/**
 * DJL on PyTorch: {@code DjlPeer MODEL BATCH train} trains the network built of DJL's blocks,
 * {@code DjlPeer MODEL BATCH predict FILE.pt} predicts by a TorchScript file, as DJL's users load
 * one.
 */
public final class DjlPeer {
  private final ResNetBlocks network;
  private final int batch;
  private final float[] images;

  private DjlPeer(String model, int batch) {
    network = ResNetBlocks.of(model);
    this.batch = batch;
    images = new float[batch * 3 * network.size() * network.size()];
    var random = new Random(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat();
    }
  }

  public static void main(String[] args) throws Exception {
    var peer = new DjlPeer(args[0], Integer.parseInt(args[1]));
    if (args[2].equals("train")) {
      peer.train();
    } else {
      peer.predict(Path.of(args[3]));
    }
  }

  private static String version() {
    return "DJL " + Engine.getDjlVersion() + ", libtorch " + Engine.getInstance().getVersion();
  }

  private void predict(Path file) throws Exception {
    try (var model = Model.newInstance("network", "PyTorch")) {
      model.load(file.toAbsolutePath().getParent(), file.getFileName().toString());
      try (var predictor = model.newPredictor(new NoopTranslator())) {
        Turns.take(version(), 10, () -> answer(predictor, model.getNDManager()));
      }
    }
  }

  private void answer(ai.djl.inference.Predictor<NDList, NDList> predictor, NDManager manager) {
    try (var scope = manager.newSubManager()) {
      var logits = predictor.predict(new NDList(input(scope)));
      logits.singletonOrThrow().toFloatArray();
      logits.close();
    } catch (ai.djl.translate.TranslateException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private NDArray input(NDManager scope) {
    return scope.create(images, new Shape(batch, 3, network.size(), network.size()));
  }

  private void train() {
    var optimizer =
        Optimizer.sgd()
            .setLearningRateTracker(Tracker.fixed(0.01f))
            .optMomentum(0.9f)
            .optWeightDecays(1e-4f)
            .build();
    var config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optOptimizer(optimizer)
            .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
    try (var model = Model.newInstance("network", "PyTorch")) {
      model.setBlock(network.block());
      try (var trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(batch, 3, network.size(), network.size()));
        long parameters =
            model.getBlock().getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .mapToLong(p -> p.getArray().size())
                .sum();
        if (parameters != network.parameters()) {
          throw new IllegalStateException(
              "%d parameters instead of %d".formatted(parameters, network.parameters()));
        }
        Turns.take(version(), 3, () -> step(trainer));
      }
    }
  }

  private void step(Trainer trainer) {
    try (var scope = trainer.getManager().newSubManager()) {
      var images = new NDList(input(scope));
      var labels = new NDList(scope.zeros(new Shape(batch)).add(1));
      try (var gradients = trainer.newGradientCollector()) {
        var logits = trainer.forward(images, labels);
        gradients.backward(trainer.getLoss().evaluate(labels, logits));
      }
      trainer.step();
    }
  }
}
