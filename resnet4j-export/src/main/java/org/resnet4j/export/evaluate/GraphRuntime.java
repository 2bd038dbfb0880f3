package org.resnet4j.export.evaluate;

import java.util.Optional;
import org.resnet4j.engine.Predictor;
import org.resnet4j.export.onnx.OnnxModel;

/**
 * Something that computes exported graphs as they are, fast: found as a {@linkplain
 * java.util.ServiceLoader service}. Those in 8 bits are no networks any more, so that no engine
 * takes them.
 */
public interface GraphRuntime {
  /** One word, as users type it: {@code onnx}. No two runtimes share one. */
  String name();

  /** One line: runtime and version. */
  String description();

  /**
   * A predictor of a graph that takes normalised floats and gives logits.
   *
   * @param threads how many compute, at least 1
   * @return for several threads at once, to be closed by the caller; not to be used after that
   * @throws org.resnet4j.engine.EngineException if the runtime refuses the graph
   */
  Predictor open(OnnxModel model, int threads);

  /**
   * What is computed in which order and by what, a table for people; empty if the runtime does not
   * tell.
   *
   * @throws org.resnet4j.engine.EngineException if the runtime refuses the graph
   */
  default Optional<String> plan(OnnxModel model, int threads) {
    return Optional.empty();
  }
}
