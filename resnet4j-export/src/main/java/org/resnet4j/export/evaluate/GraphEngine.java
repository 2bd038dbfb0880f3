package org.resnet4j.export.evaluate;

import java.util.List;
import java.util.Optional;
import org.resnet4j.engine.CheckedEngine;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxType;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;

/**
 * A graph that was exported from a network, in the network's place: it gives the logits, the
 * network's file says what they mean and what pictures it wants.
 *
 * {@snippet :
 * var graph = OnnxReader.read(Path.of("int8.onnx"));
 * try (var engine = GraphEngine.of(new Int8Runtime(), graph, 2);
 *     var classifier = Classifier.builder().engine(engine).open(Path.of("runs/pets"))) {
 *   classifier.classify(picture);
 * }
 * }
 */
public final class GraphEngine implements Engine {
  private final GraphRuntime runtime;
  private final OnnxModel model;
  private final int threads;

  private GraphEngine(GraphRuntime runtime, OnnxModel model, int threads) {
    this.runtime = runtime;
    this.model = model;
    this.threads = threads;
  }

  /**
   * An engine that computes this graph, whichever network it is asked to predict with.
   *
   * @param threads 0: one per core
   * @return a checked engine, to be closed by the caller
   */
  public static Engine of(GraphRuntime runtime, OnnxModel model, int threads) {
    int cores = Runtime.getRuntime().availableProcessors();
    return CheckedEngine.of(new GraphEngine(runtime, model, threads > 0 ? threads : cores));
  }

  /**
   * Refuses a graph that cannot stand for a network.
   *
   * @param name of the graph, for the message
   * @param input (C, H, W) of the network
   * @param classes how many logits the network gives
   * @throws EngineException if the graph takes or gives something else
   */
  public static void requireSame(String name, OnnxModel model, Shape input, int classes) {
    var outputs = List.of(classes);
    if (model.input().type() != OnnxType.FLOAT
        || !model.input().sizes().equals(input.sizes())
        || !model.output().sizes().equals(outputs)
        || !model.output().name().equals("logits")) {
      throw new EngineException(
          "%s takes %s of %s and gives %s of %s, the weights want floats of %s and logits of %s; export it from these weights without --softmax and --uint8-input"
              .formatted(
                  name,
                  model.input().type() == OnnxType.FLOAT ? "floats" : "bytes",
                  model.input().sizes(),
                  model.output().name(),
                  model.output().sizes(),
                  input.sizes(),
                  outputs));
    }
  }

  @Override
  public String name() {
    return runtime.name();
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

  /** The graph's own plan, for images and batches of any size. */
  @Override
  public Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    return runtime.plan(model, threads);
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
