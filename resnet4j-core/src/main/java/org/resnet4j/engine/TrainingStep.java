package org.resnet4j.engine;

import org.resnet4j.data.Batch;
import org.resnet4j.weights.Weights;

/**
 * One network in training: its weights, gradients and optimiser state, inside an engine.
 *
 * <p>A step of training is {@link #accumulate} once or more, then {@link #update}. Not for several
 * threads at once.
 */
public interface TrainingStep extends AutoCloseable {

  /**
   * Forward and backward over one batch; the gradients of the mean loss, times {@code
   * request.scale()}, are added to those already there.
   */
  StepResult accumulate(Batch batch, StepRequest request);

  /**
   * Clips the gradients if the options say so, moves the weights (and their moving average) by the
   * optimiser at this learning rate, and sets the gradients to zero.
   *
   * @return the norm of the whole gradient before clipping, or NaN where nothing asked for it
   */
  double update(double learningRate);

  /** The gradients gathered since the last update, by key; buffers have none. A copy. */
  Weights gradients();

  /** Everything needed to go on later, bit for bit. A copy. */
  TrainingState state();

  /** Goes back, or on, to a state that {@link #state} gave, on this engine or another. */
  void restore(TrainingState state);

  /** Frees the engine's memory. */
  @Override
  void close();
}
