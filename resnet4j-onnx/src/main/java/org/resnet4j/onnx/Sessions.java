package org.resnet4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.resnet4j.engine.EngineException;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;

/**
 * Makes the runtime's sessions. Preparing a graph takes more stack than a thread usually has, so it
 * happens on a thread that has more.
 */
final class Sessions {
  private static final long STACK = 16 << 20;

  private final int threads;

  Sessions(int threads) {
    this.threads = threads;
  }

  int threads() {
    return threads;
  }

  String version() {
    return onAmpleStack(() -> OrtEnvironment.getEnvironment().getVersion());
  }

  /** A session for this graph. */
  OrtSession open(OnnxModel model) {
    return onAmpleStack(
        () -> {
          try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // threads that wait for work sleep instead of taking others' time
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // exact sums of bytes, where the processor's instruction for them would cut them off
            options.addConfigEntry("session.x64quantprecision", "1");
            return OrtEnvironment.getEnvironment().createSession(OnnxFile.bytes(model), options);
          }
        });
  }

  /**
   * The first output of a session for some images.
   *
   * @param images (size, C, H, W), row-major; may be longer
   * @param input (C, H, W)
   */
  static NdArray run(OrtSession session, Shape input, float[] images, int size) {
    return onAmpleStack(() -> compute(session, input, images, size));
  }

  private static NdArray compute(OrtSession session, Shape input, float[] images, int size)
      throws OrtException {
    long[] sizes = {size, input.channels(), input.height(), input.width()};
    int count = Math.toIntExact(size * input.elements());
    var numbers = FloatBuffer.wrap(images, 0, count).slice();
    try (var tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, sizes);
        var result = session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      var output = (OnnxTensor) result.get(0);
      var buffer = output.getFloatBuffer();
      var data = new float[buffer.remaining()];
      buffer.get(data);
      var shape = Arrays.stream(output.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
      return new NdArray(Shape.of(shape), data);
    }
  }

  /** Computes on a thread of its own with enough stack. */
  static <T> T onAmpleStack(Callable<T> work) {
    var task = new FutureTask<>(work);
    var thread = new Thread(null, task, "resnet4j-onnx", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      return await(task);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Waits however often it is interrupted, and stays interrupted. */
  private static <T> T await(FutureTask<T> task) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case OrtException e -> new EngineException("ONNX Runtime: " + firstLine(e), e);
      case Error error -> throw error;
      default -> new EngineException("ONNX Runtime: " + firstLine(cause), cause);
    };
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it failed");
  }
}
