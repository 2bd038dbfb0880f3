package org.resnet4j.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.experiment.LabSettings;

/** Results of trainings that nobody ran, to be judged. */
final class Trainings {
  private final LabSettings settings;
  private final Map<String, JsonNode> results = new LinkedHashMap<>();

  Trainings(int epochs, int seeds) {
    settings = new LabSettings("mnist-sample", List.of(20, 56), epochs, 0, 128, seeds, 0);
  }

  LabSettings settings() {
    return settings;
  }

  Map<String, JsonNode> results() {
    return results;
  }

  /** One that ended with this training error, after these. */
  Trainings with(String model, long seed, double... errors) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("parameters", 270_000).put("multiplyAdds", 31_000_000);
    json.put("trainError", errors[errors.length - 1]).put("testError", errors[errors.length - 1]);
    json.put("seconds", 10);
    json.putArray("responses").add(0.5);
    var curve = json.putArray("curve");
    for (int i = 0; i < errors.length; i++) {
      var point = curve.addObject().put("epoch", i + 1.0);
      point.put("trainError", errors[i]).put("testError", errors[i]);
    }
    results.put(model + ".seed" + seed, json);
    return this;
  }

  /** One that ends with this test error instead. */
  Trainings tested(String model, long seed, double error) {
    ((ObjectNode) results.get(model + ".seed" + seed)).put("testError", error);
    return this;
  }

  /** One whose layers respond with this deviation instead of 0.5. */
  Trainings responding(String model, long seed, double deviation) {
    ((ObjectNode) results.get(model + ".seed" + seed)).putArray("responses").add(deviation);
    return this;
  }

  Trainings diverged(String model, long seed) {
    results.put(
        model + ".seed" + seed,
        JsonNodeFactory.instance
            .objectNode()
            .put("parameters", 850_000)
            .put("multiplyAdds", 97_000_000)
            .put("diverged", "the loss became NaN in epoch 1 at iteration 7"));
    return this;
  }
}
