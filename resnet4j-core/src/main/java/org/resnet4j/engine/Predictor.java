package org.resnet4j.engine;

import java.util.Map;
import java.util.Set;
import org.resnet4j.weights.NdArray;

/**
 * One network in evaluation mode: batch norm by its running statistics, no dropout, no auxiliary
 * heads. Several threads may call it at once; each image's result is its own, whatever else is in
 * the batch, except for rounding. Lifecycle and errors are the {@link Engine}'s.
 */
public interface Predictor extends AutoCloseable {
  /**
   * The logits of some images.
   *
   * @param images (size, C, H, W), row-major; may be longer. Only read, and not kept
   * @param size how many images, at least 1
   * @param channels C, at least 1
   * @param height H, at least 1
   * @param width W, at least 1
   * @return (size, classes), row-major; a new array
   * @throws IllegalArgumentException if the array is too short, the network does not take such
   *     images, or it does not end in a vector
   */
  float[] logits(float[] images, int size, int channels, int height, int width);

  /**
   * The outputs of these nodes (see {@link ProbeReading}) for some images. The network may end in a
   * map.
   *
   * @param images (size, C, H, W), row-major; may be longer. Only read, and not kept
   * @param size how many images, at least 1
   * @param channels C, at least 1
   * @param height H, at least 1
   * @param width W, at least 1
   * @param nodes the nodes' paths
   * @return (size, C, H, W) or (size, F) of each node; copies
   * @throws IllegalArgumentException as {@link #logits}
   * @throws EngineException if the network has no such node; the message lists those there are
   */
  Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes);

  /**
   * The bytes that a predictor takes, beside those of the JVM and of the engine's code.
   *
   * @param weights in the order that the engine wants
   * @param activations the layers' outputs, those of them that are needed at the same time
   * @param workspace what the engine computes with
   */
  record Memory(long weights, long activations, long workspace) {
    /** {@return all of it} */
    public long total() {
      return weights + activations + workspace;
    }
  }

  /** Frees the engine's memory, after calls in progress; again: nothing. */
  @Override
  void close();
}
