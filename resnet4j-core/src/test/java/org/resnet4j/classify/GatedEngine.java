package org.resnet4j.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/**
 * An engine that computes when it is let: a picture's logits are its first value and minus that.
 */
final class GatedEngine implements Engine {
  final Semaphore gate = new Semaphore(0);
  final List<List<Float>> batches = new ArrayList<>();
  volatile boolean closed;
  volatile float poison = Float.NaN;

  @Override
  public String name() {
    return "gated";
  }

  @Override
  public String description() {
    return "gated";
  }

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    return Optional.empty();
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    throw new EngineException("it does not train");
  }

  @Override
  public Predictor prediction(Network network) {
    return new Predictor() {
      @Override
      public float[] logits(float[] images, int size, int channels, int height, int width) {
        gate.acquireUninterruptibly();
        var logits = new float[2 * size];
        var seen = new ArrayList<Float>();
        for (int i = 0; i < size; i++) {
          float first = images[i * channels * height * width];
          seen.add(first);
          logits[2 * i] = first;
          logits[2 * i + 1] = -first;
        }
        synchronized (batches) {
          batches.add(seen);
        }
        if (seen.contains(poison)) {
          throw new EngineException("it cannot compute " + poison);
        }
        return logits;
      }

      @Override
      public Map<String, NdArray> activations(
          float[] images, int size, int channels, int height, int width, Set<String> nodes) {
        var logits = logits(images, size, channels, height, width);
        var found = new HashMap<String, NdArray>();
        nodes.forEach(node -> found.put(node, new NdArray(Shape.of(size, 2), logits)));
        return found;
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  @Override
  public void close() {}
}
