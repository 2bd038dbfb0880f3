package org.resnet4j.cli.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.export.evaluate.GraphRuntime;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.export.onnx.OnnxType;
import org.resnet4j.model.Layer;
import org.resnet4j.weights.Network;

/**
 * A graph that was exported from a network, in the network's place: it gives the logits, the
 * network's file says what they mean and what pictures it wants.
 */
record GraphEngine(GraphRuntime runtime, OnnxModel model, int threads) implements Engine {

  /**
   * Opens the graph in a file, if it can be of this network.
   *
   * @param threads 0: one per core
   * @throws EngineException if no runtime is there, or the graph takes or gives something else
   */
  static Engine open(Path file, TrainedNetwork trained, int threads) {
    var runtime =
        ServiceLoader.load(GraphRuntime.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new EngineException(
                        "engine onnx is not in this build; RESNET4J_ENGINES=onnx ./resnet4j builds"
                            + " with it, a library adds resnet4j-onnx"));
    var model = OnnxReader.read(file);
    var classes = List.of(trained.classes().size());
    if (model.input().type() != OnnxType.FLOAT
        || !model.input().sizes().equals(trained.input().sizes())
        || !model.output().sizes().equals(classes)
        || !model.output().name().equals("logits")) {
      throw new EngineException(
          "%s takes %s of %s and gives %s of %s, the weights want floats of %s and logits of %s; export it from these weights without --softmax and --uint8-input"
              .formatted(
                  file,
                  model.input().type() == OnnxType.FLOAT ? "floats" : "bytes",
                  model.input().sizes(),
                  model.output().name(),
                  model.output().sizes(),
                  trained.input().sizes(),
                  classes));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return CheckedEngine.of(new GraphEngine(runtime, model, threads > 0 ? threads : cores));
  }

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return runtime.description() + ", the graph as it was exported";
  }

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    return Optional.empty();
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    throw new EngineException("a graph predicts and does not train; use --engine vector or torch");
  }

  @Override
  public Predictor prediction(Network network) {
    return runtime.open(model, threads);
  }

  /** Does nothing: what it made is closed by itself. */
  @Override
  public void close() {}
}
