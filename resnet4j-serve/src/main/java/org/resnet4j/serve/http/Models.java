package org.resnet4j.serve.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.serve.model.ModelRepository;
import org.resnet4j.serve.model.ServedModel;
import org.resnet4j.serve.protocol.Reply;
import org.resnet4j.serve.setting.ServerLimits;

/** What is said of models: metadata, configuration, statistics, states. */
final class Models {
  private final ModelRepository repository;
  private final ServerLimits limits;

  Models(ModelRepository repository, ServerLimits limits) {
    this.repository = repository;
    this.limits = limits;
  }

  Reply metadata(ServedModel model) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", model.name());
    fields.put("versions", repository.versions(model.name()));
    fields.put("platform", "resnet4j");
    fields.put(
        "inputs",
        List.of(
            tensor("picture", "BYTES", List.of(-1)), tensor("numbers", "FP32", numbers(model))));
    fields.put(
        "outputs",
        List.of(
            tensor("probabilities", "FP32", List.of(-1, classes(model))),
            tensor("label", "BYTES", List.of(-1))));
    return Reply.json(fields);
  }

  private static Map<String, Object> tensor(String name, String datatype, List<Integer> shape) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("datatype", datatype);
    fields.put("shape", shape);
    return fields;
  }

  private static List<Integer> numbers(ServedModel model) {
    var shape = new ArrayList<>(List.of(-1));
    shape.addAll(model.classifier().input().sizes());
    return shape;
  }

  private static int classes(ServedModel model) {
    return model.classifier().classes().size();
  }

  /** As Triton describes a model, with the names of its classes. */
  Reply configuration(ServedModel model) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", model.name());
    fields.put("platform", "resnet4j");
    fields.put("backend", "resnet4j");
    fields.put("max_batch_size", limits.pictures());
    fields.put(
        "input",
        List.of(
            Map.of(
                "name",
                "picture",
                "data_type",
                "TYPE_STRING",
                "dims",
                List.of(1),
                "optional",
                true),
            Map.of(
                "name",
                "numbers",
                "data_type",
                "TYPE_FP32",
                "dims",
                model.classifier().input().sizes(),
                "optional",
                true)));
    fields.put(
        "output",
        List.of(
            Map.of(
                "name", "probabilities", "data_type", "TYPE_FP32", "dims", List.of(classes(model))),
            Map.of("name", "label", "data_type", "TYPE_STRING", "dims", List.of(1))));
    fields.put("parameters", Map.of("classes", model.classifier().classes()));
    return Reply.json(fields);
  }

  Reply statistics(List<ServedModel> models) {
    return Reply.json(Map.of("model_stats", models.stream().map(Models::statistics).toList()));
  }

  private static Map<String, Object> statistics(ServedModel model) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", model.name());
    fields.put("version", model.version());
    fields.putAll(model.statistics().fields());
    return fields;
  }

  Reply index() {
    return Reply.json(repository.states());
  }

  Reply ready(String name, Optional<String> version) {
    var versions = repository.versions(name);
    boolean ready = version.map(versions::contains).orElse(!versions.isEmpty());
    return Reply.json(ready ? 200 : 503, Map.of("name", name, "ready", ready));
  }
}
