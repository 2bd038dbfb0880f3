package org.resnet4j.engine;

import org.resnet4j.data.Batch;
import org.resnet4j.weights.Weights;

/**
 * One network in training: its weights, gradients and optimiser state, inside an engine.
 *
 * <p>A step of training is {@link #accumulate} once or more, then {@link #update}. For one thread
 * at a time: a second one gets an {@link IllegalStateException}. Lifecycle and errors are the
 * {@link Engine}'s.
 *
 * <p>Where several processes train together ({@link TrainingOptions#parallel}), the update moves
 * the weights by the sum of all their gradients: with scales that are each process's part of the
 * images, the gradient of the mean over all. They update together and stay equal, except for the
 * running statistics of batch norms that are not synchronised. With {@code syncNorms} a pass with
 * {@code batchStatistics} takes the statistics of all processes' batches, and then they pass
 * together too; otherwise a process may update without a pass of its own. Where the group fails, a
 * pass or an update ends with a {@link org.resnet4j.engine.collective.CollectiveException}, and the
 * step is of no further use.
 */
public interface TrainingStep extends AutoCloseable {

  /**
   * Forward and backward over one batch; the gradients of the mean loss, times {@code
   * request.scale()}, are added to those already there. With {@code request.batchStatistics()} the
   * running statistics of batch norms move too. Probes change nothing of this, to the bit.
   *
   * @param batch at most as many images as the options' batch size, of the options' input; only
   *     read, and not kept
   * @param request scale, mode, dropout and probes of this pass
   * @return the loss, the logits and the probes' readings
   * @throws IllegalArgumentException if images, labels or classes do not fit the network
   * @throws IllegalStateException if the pass before was the last one of this update
   * @throws EngineException if a probed node is not there, or a batch norm sees one value per
   *     channel
   */
  StepResult accumulate(Batch batch, StepRequest request);

  /**
   * Clips the gradients if the options say so, updates the weights (and their moving average) with
   * the optimiser at this learning rate, and sets the gradients to zero.
   *
   * @param learningRate finite and not negative
   * @return the norm of the whole gradient before clipping, or NaN if it was not computed
   * @throws IllegalStateException if no gradient was gathered since the last update or restore,
   *     unless other processes have some
   */
  double update(double learningRate);

  /**
   * {@return the gradients gathered since the last update, by key; buffers have none. A copy. Those
   * of this process, or after a pass that was the {@linkplain StepRequest#last last} the sum over
   * all}
   */
  Weights gradients();

  /**
   * One parameter's gradient gathered since the last update.
   *
   * @param key of a trained parameter
   * @return row-major, in float64 where the engine computes so; a copy
   * @throws IllegalArgumentException if no such parameter is trained
   */
  default double[] gradient(String key) {
    var gathered = gradients();
    if (!gathered.has(key)) {
      throw new IllegalArgumentException("no parameter '%s' is trained".formatted(key));
    }
    var floats = gathered.at(key).data();
    var wide = new double[floats.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = floats[i];
    }
    return wide;
  }

  /**
   * {@return everything needed to go on later, bit for bit; gathered gradients are not in it. A
   * copy}
   */
  TrainingState state();

  /**
   * Sets a state that {@link #state} returned, on this engine or another. Gradients gathered so far
   * are forgotten.
   *
   * @param state of a training of the same tree with the same optimiser; copied
   * @throws EngineException if the state is one of another network, optimiser or average; nothing
   *     has changed then
   */
  void restore(TrainingState state);

  /** Frees the engine's memory; again: nothing. */
  @Override
  void close();
}
