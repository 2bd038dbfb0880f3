package org.resnet4j.evaluate;

import java.util.Map;
import java.util.Set;
import org.resnet4j.engine.Predictor;
import org.resnet4j.weights.NdArray;

/**
 * Takes images of any size; its logits depend on where things are, so that crops, mirror images and
 * sizes all tell.
 */
record TinyPredictor(int classes, double turn) implements Predictor {
  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    var out = new float[size * classes];
    int length = channels * height * width;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < classes; k++) {
        double sum = 0;
        for (int p = 0; p < length; p++) {
          int x = p % width;
          int y = p / width % height;
          sum += images[i * length + p] * Math.sin(turn + k * 1.7 + x * 0.31 + y * 0.17 + p / 97);
        }
        out[i * classes + k] = (float) (8 * sum / length);
      }
    }
    return out;
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    return Map.of();
  }

  @Override
  public void close() {}
}
