package org.resnet4j.onnx;

import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.weights.Network;

/** The engine on ONNX Runtime: it predicts, and trains nothing. */
final class OnnxEngine implements Engine {
  private final Sessions sessions;

  OnnxEngine(int threads) {
    sessions = new Sessions(threads);
  }

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "onnx: ONNX Runtime %s, cpu, fp32, %d thread%s",
        sessions.version(),
        sessions.threads(),
        sessions.threads() == 1 ? "" : "s");
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
    throw new EngineException(
        "engine onnx predicts and does not train; use --engine vector or torch");
  }

  @Override
  public Predictor prediction(Network network) {
    return new OnnxPredictor(network, sessions);
  }

  /** Does nothing: what it made is closed by its owner, and the runtime stays for the next. */
  @Override
  public void close() {}
}
