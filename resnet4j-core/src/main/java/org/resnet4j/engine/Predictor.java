package org.resnet4j.engine;

import java.util.Map;
import java.util.Set;
import org.resnet4j.weights.NdArray;

/** One network in evaluation mode. Several threads may call it at once. */
public interface Predictor extends AutoCloseable {
  /**
   * The logits of some images.
   *
   * @param images (size, C, H, W), row-major; may be longer
   * @return (size, classes), row-major
   */
  float[] logits(float[] images, int size, int channels, int height, int width);

  /** The outputs of these nodes (see {@link Reading}) for some images, copies. */
  Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes);

  @Override
  void close();
}
