package org.resnet4j.engine;

import java.util.List;
import java.util.Optional;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;

/**
 * Computes networks. Nothing else of an engine is visible: it makes training steps and predictors,
 * which own whatever memory they need until they are closed. Engines are found with {@link
 * Engines}.
 */
public interface Engine extends AutoCloseable {
  /** As users type it: {@code torch}, {@code vector}. */
  String name();

  /** One line for people: library and version, device, precision, threads. */
  String description();

  /** The precision that this engine computes in, never {@code AUTO}. */
  Precision precision();

  /** What the user should know before a run with these options, each as one sentence. */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * What of this network the engine cannot do, as one sentence; empty if nothing. Asked before
   * anything starts.
   */
  Optional<String> refusal(Layer layer);

  /**
   * How this engine would compute the network, as text for people: operations, algorithms, memory.
   * Empty where it makes no plan ahead.
   *
   * @param input (C, H, W)
   */
  default Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    return Optional.empty();
  }

  /** A training step of this network. The network's arrays are copied, never written. */
  TrainingStep training(Network network, TrainingOptions options);

  /** A predictor of this network, in evaluation mode. The network's arrays are copied. */
  Predictor prediction(Network network);

  /** Waits for nothing, frees what the engine itself holds. */
  @Override
  void close();
}
