package org.resnet4j.internal.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What PyTorch drew after {@code torch.manual_seed(0)}: first values and words consumed. */
public record PyTorchDraws(double[] values, int words) {
  /** Reads the golden draws of an operation, {@code randn(17)}. */
  public static PyTorchDraws of(String operation) throws IOException {
    try (var stream = PyTorchDraws.class.getResourceAsStream("pytorch-draws.json")) {
      JsonNode node = new ObjectMapper().readTree(stream).get("ops").get(operation);
      double[] values = new double[node.get("values").size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = node.get("values").get(i).asDouble();
      }
      return new PyTorchDraws(values, node.get("words32").asInt());
    }
  }
}
