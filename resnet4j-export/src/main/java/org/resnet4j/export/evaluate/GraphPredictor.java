package org.resnet4j.export.evaluate;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.weights.NdArray;

/**
 * A graph as a predictor, computed by {@link OnnxEvaluator}: for graphs that take normalised floats
 * and give logits.
 */
public record GraphPredictor(OnnxModel model) implements Predictor {
  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    int count = Math.multiplyExact(size, channels * height * width);
    return OnnxEvaluator.run(model, Arrays.copyOf(images, count), size);
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    throw new EngineException("a graph gives its outputs only, not what its nodes give");
  }

  /** Does nothing: a graph holds no memory of an engine. */
  @Override
  public void close() {}
}
