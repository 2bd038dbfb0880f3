package org.resnet4j.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.export.evaluate.GraphRuntime;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;

/** ONNX Runtime computes a graph as it was exported, in 8 bits where it is in 8 bits. */
public final class OnnxGraphRuntime implements GraphRuntime {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return "onnx: ONNX Runtime " + new Sessions(1).version() + ", cpu";
  }

  @Override
  public Predictor open(OnnxModel model, int threads) {
    return new Opened(new Sessions(threads).open(model));
  }

  private record Opened(OrtSession session) implements Predictor {
    @Override
    public float[] logits(float[] images, int size, int channels, int height, int width) {
      return Sessions.run(session, Shape.of(channels, height, width), images, size).data();
    }

    @Override
    public Map<String, NdArray> activations(
        float[] images, int size, int channels, int height, int width, Set<String> nodes) {
      throw new EngineException("a graph gives its outputs only, not what its nodes give");
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw Sessions.failure(e);
      }
    }
  }
}
