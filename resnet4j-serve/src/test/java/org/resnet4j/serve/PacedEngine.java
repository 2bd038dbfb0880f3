package org.resnet4j.serve;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/** An engine that takes its time: the logits of a picture are minus and plus its mean. */
final class PacedEngine implements Engine {
  private final long pauseMillis;
  final AtomicInteger pictures = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();

  PacedEngine(long pauseMillis) {
    this.pauseMillis = pauseMillis;
  }

  @Override
  public String name() {
    return "paced";
  }

  @Override
  public String description() {
    return "paced";
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
    open.incrementAndGet();
    return new Predictor() {
      private volatile boolean closed;

      @Override
      public float[] logits(float[] images, int size, int channels, int height, int width) {
        LockSupport.parkNanos(pauseMillis * 1_000_000);
        if (closed) {
          throw new EngineException("it was closed while it was in use");
        }
        int length = channels * height * width;
        var logits = new float[2 * size];
        for (int i = 0; i < size; i++) {
          double sum = 0;
          for (int k = 0; k < length; k++) {
            sum += images[i * length + k];
          }
          logits[2 * i + 1] = (float) (4 * sum / length);
          logits[2 * i] = -logits[2 * i + 1];
        }
        pictures.addAndGet(size);
        return logits;
      }

      @Override
      public Map<String, NdArray> activations(
          float[] images, int size, int channels, int height, int width, Set<String> nodes) {
        throw new EngineException("it has no activations");
      }

      @Override
      public void close() {
        closed = true;
        open.decrementAndGet();
      }
    };
  }

  @Override
  public void close() {}
}
