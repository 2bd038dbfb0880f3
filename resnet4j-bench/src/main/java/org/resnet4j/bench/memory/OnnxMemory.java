package org.resnet4j.bench.memory;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.resnet4j.zoo.Zoo;

/** ONNX Runtime's Java, on the same network: {@code OnnxMemory FOLDER MODEL BATCH ANSWERS}. */
public final class OnnxMemory {
  private OnnxMemory() {}

  public static void main(String[] args) throws IOException, OrtException {
    var input = Zoo.of(args[1]).input();
    int batch = Integer.parseInt(args[2]);
    long[] shape = {batch, input.channels(), input.height(), input.width()};
    var images = FloatBuffer.allocate(batch * Math.toIntExact(input.elements()));
    var environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions();
        var session =
            environment.createSession(Path.of(args[0], args[1] + ".onnx").toString(), options)) {
      var name = session.getInputNames().iterator().next();
      for (int i = 0; i < Integer.parseInt(args[3]); i++) {
        try (var tensor = OnnxTensor.createTensor(environment, images.rewind(), shape);
            var result = session.run(Map.of(name, tensor))) {
          result.get(0).getValue();
        }
      }
      ResidentMemory.print("ONNX Runtime", args[1], batch, "");
    }
  }
}
