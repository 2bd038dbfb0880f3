package org.resnet4j.engine;

import java.util.Map;
import java.util.Set;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;

/** A predictor that keeps the seam's contract: see {@link CheckedEngine}. */
final class CheckedPredictor implements Predictor {
  private final NetworkInput expected;
  private final Lifetime<Predictor> lifetime;

  CheckedPredictor(NetworkInput expected, Lifetime<Predictor> lifetime) {
    this.expected = expected;
    this.lifetime = lifetime;
  }

  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    return lifetime.use(
        predictor -> {
          var input = NetworkInput.images(images, size, channels, height, width);
          expected.sizes(input, size);
          expected.classes(input);
          return predictor.logits(images, size, channels, height, width);
        });
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    return lifetime.use(
        predictor -> {
          Shape input = NetworkInput.images(images, size, channels, height, width);
          expected.sizes(input, size);
          var wanted = Set.copyOf(nodes);
          expected.output(input);
          expected.nodes(input, wanted, false);
          return predictor.activations(images, size, channels, height, width, wanted);
        });
  }

  @Override
  public void close() {
    lifetime.close();
  }
}
