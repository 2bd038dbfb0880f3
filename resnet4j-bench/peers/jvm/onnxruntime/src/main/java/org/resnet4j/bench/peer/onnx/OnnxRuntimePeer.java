package org.resnet4j.bench.peer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import org.resnet4j.bench.turns.Turns;

/** ONNX Runtime for Java in prediction: {@code OnnxRuntimePeer SIZE BATCH FILE.onnx}. */
public final class OnnxRuntimePeer {
  private OnnxRuntimePeer() {}

  public static void main(String[] args) throws OrtException {
    int size = Integer.parseInt(args[0]);
    int batch = Integer.parseInt(args[1]);
    var environment = OrtEnvironment.getEnvironment();
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(2);
    // idle threads must not spin on the cores while another contender runs
    options.addConfigEntry("session.force_spinning_stop", "1");
    var session = environment.createSession(args[2], options);
    var images = images(batch * 3 * size * size);
    long[] shape = {batch, 3, size, size};
    Turns.take(
        "ONNX Runtime " + environment.getVersion() + " for Java",
        10,
        () -> answer(environment, session, images, shape));
  }

  private static FloatBuffer images(int count) {
    var images =
        ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
    var random = new Random(1);
    for (int i = 0; i < count; i++) {
      images.put(i, random.nextFloat());
    }
    return images;
  }

  private static void answer(
      OrtEnvironment environment, OrtSession session, FloatBuffer images, long[] shape) {
    try (var input = OnnxTensor.createTensor(environment, images, shape);
        var result = session.run(Map.of("input", input))) {
      result.get(0).getValue();
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
