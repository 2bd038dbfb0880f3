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
 *
 * <p><b>Contract.</b> Every engine keeps it, and the engine contract among this library's tests
 * checks that it does:
 *
 * <ul>
 *   <li>Lifecycle: closing an engine closes the training steps and predictors that it made. After
 *       closing, only {@link #name}, {@link #description}, {@link #arithmetic}, {@link #precision}
 *       and {@link #warnings} answer; every other call, on what it made too, is an {@link
 *       IllegalStateException}. Closing waits for nobody: a call in progress ends as usual, and the
 *       memory is freed after it; an engine that stays open keeps nothing of what is closed.
 *       Closing again does nothing.
 *   <li>Threads: an engine and its predictors are for several threads at once, a training step for
 *       one at a time. A thread that is interrupted while it waits gets an {@link EngineException}
 *       and stays interrupted.
 *   <li>Errors: null is a {@link NullPointerException} that names the argument, an argument out of
 *       its range an {@link IllegalArgumentException}, what this engine or this machine cannot do
 *       an {@link EngineException}; each message is one sentence. After an error nothing has
 *       changed, and one may go on.
 *   <li>Values: results are copies. The same call on the same state gives the same bits.
 * </ul>
 */
public interface Engine extends AutoCloseable {
  /** {@return the engine's name as users type it: {@code torch}, {@code vector}} */
  String name();

  /** {@return one line: library and version, device, precision, threads} */
  String description();

  /**
   * {@return what decides the bits of this engine's results beside what it is given: library and
   * version, device, precision, and kernels, lanes or threads where they matter. The same text, the
   * same bits}
   */
  default String arithmetic() {
    return description();
  }

  /** {@return the precision that this engine computes in, never {@code AUTO}} */
  Precision precision();

  /** {@return warnings about the engine's options before a run, each as one sentence} */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * Why the engine cannot compute this network, as one sentence; empty if it can. Called before
   * anything starts.
   *
   * @param layer the network's tree
   * @return the reason
   */
  Optional<String> refusal(Layer layer);

  /**
   * How this engine would compute the network, as text: operations, algorithms, memory. Empty if it
   * makes no plan in advance.
   *
   * @param layer the network's tree
   * @param input (C, H, W)
   * @param batch how many images at once, at least 1
   * @param training whether the plan is a training step's or a predictor's
   * @return the plan, over several lines
   * @throws IllegalArgumentException if the network does not take this input
   */
  default Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    return Optional.empty();
  }

  /**
   * A training step of this network. The network's arrays are copied, never written.
   *
   * @param network the tree and the initial weights
   * @param options what is constant over the training
   * @return a step for one thread at a time, to be closed by the caller
   * @throws IllegalArgumentException if the network does not take the options' input, or does not
   *     end in a vector of logits
   * @throws EngineException if the engine refuses the network, or the memory does not suffice
   */
  TrainingStep training(Network network, TrainingOptions options);

  /**
   * A predictor of this network, in evaluation mode, for images and batches of any size. The
   * network's arrays may be shared: nobody may write to them while it is open.
   *
   * <p>What it holds is bounded, whatever sizes come: what an engine prepares for one size of image
   * and batch makes way for others, and is let go of when others are asked for alone.
   *
   * @param network the tree and its weights
   * @return a predictor for several threads, to be closed by the caller
   * @throws EngineException if the engine refuses the network, or the memory does not suffice
   */
  Predictor prediction(Network network);

  /**
   * A predictor of this network for images of one size and batches up to one size, for which it
   * prepares once: what it holds is what {@link #memory} says, for each thread that computes at the
   * same time with activations and a workspace of its own. It takes the weights over: nobody may
   * write to the network's arrays any more, and who keeps no reference to the network has its
   * weights in memory once, in the order that the engine wants, after the first call.
   *
   * <p>An engine whose predictors prepare nothing makes its usual one.
   *
   * @param network the tree and its weights
   * @param input (C, H, W) of every image
   * @param batch how many images at once, at most
   * @return a predictor for several threads, to be closed by the caller; an input of another size
   *     and a larger batch are an {@link IllegalArgumentException}, a node that this preparation
   *     does without an {@link EngineException}
   * @throws IllegalArgumentException if the network does not take this input
   * @throws EngineException if the engine refuses the network, or the memory does not suffice
   */
  default Predictor prediction(Network network, Shape input, int batch) {
    return prediction(network);
  }

  /**
   * What a predictor for images and batches of these sizes will hold, before there are weights.
   * Empty if the engine does not know it in advance.
   *
   * @param layer the network's tree
   * @param input (C, H, W)
   * @param batch how many images at once, at least 1
   * @return the bytes, when one thread computes
   * @throws IllegalArgumentException if the network does not take this input
   */
  default Optional<Predictor.Memory> memory(Layer layer, Shape input, int batch) {
    return Optional.empty();
  }

  /** Closes what this engine made and frees what it holds itself; again: nothing. */
  @Override
  void close();
}
