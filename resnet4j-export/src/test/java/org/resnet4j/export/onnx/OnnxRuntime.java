package org.resnet4j.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime as a judge: what it computes from an exported file. */
public final class OnnxRuntime implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  public OnnxRuntime(Path file) throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(2);
    // exact sums of bytes where the processor's instruction for them would cut them off
    options.addConfigEntry("session.x64quantprecision", "1");
    session = environment.createSession(file.toString(), options);
  }

  /** The first output for floats of this shape, the batch first. */
  public float[] run(float[] input, long... shape) throws OrtException {
    try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape)) {
      return run(tensor);
    }
  }

  /** The first output for bytes of this shape, the batch first. */
  float[] run(byte[] input, long... shape) throws OrtException {
    var direct = ByteBuffer.allocateDirect(input.length).order(ByteOrder.nativeOrder()).put(input);
    try (var tensor =
        OnnxTensor.createTensor(
            environment, direct.flip(), shape, ai.onnxruntime.OnnxJavaType.UINT8)) {
      return run(tensor);
    }
  }

  /** Writes the graph as the runtime computes it, its kernels chosen. */
  public static void optimise(Path file, Path optimised) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(optimised.toString());
      OrtEnvironment.getEnvironment().createSession(file.toString(), options).close();
    }
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  private float[] run(OnnxTensor tensor) throws OrtException {
    var name = session.getInputNames().iterator().next();
    try (var result = session.run(Map.of(name, tensor))) {
      var buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      var output = new float[buffer.remaining()];
      buffer.get(output);
      return output;
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
