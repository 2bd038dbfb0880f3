package org.resnet4j.serve.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.classify.Guess;
import org.resnet4j.classify.Seen;

/** Writes what a model saw in the pictures of a request as the protocol's answer. */
public final class InferenceReply {
  private static final String PROBABILITIES = "probabilities";
  private static final String LABEL = "label";
  private final InferenceRequest request;
  private final List<Seen> seen;
  private final List<Map<String, Object>> outputs = new ArrayList<>();
  private final ByteArrayOutputStream behind = new ByteArrayOutputStream();
  private boolean binary;

  private InferenceReply(InferenceRequest request, List<Seen> seen) {
    this.request = request;
    this.seen = seen;
  }

  /**
   * The answer.
   *
   * @throws Refusal if there is no output of a name that is wanted
   */
  public static Reply of(String model, String version, InferenceRequest request, List<Seen> seen) {
    return new InferenceReply(request, seen).write(model, version);
  }

  /** Refuses outputs that no model has, before anything is computed. */
  public static void check(List<WantedOutput> outputs) {
    for (var output : outputs) {
      if (!List.of(PROBABILITIES, LABEL).contains(output.name())) {
        throw Refusal.wrong(
            "there is no output '%s'; there are %s and %s"
                .formatted(output.name(), PROBABILITIES, LABEL));
      }
    }
  }

  private Reply write(String model, String version) {
    wanted().forEach(this::add);
    var fields = new LinkedHashMap<String, Object>();
    request.id().ifPresent(id -> fields.put("id", id));
    fields.put("model_name", model);
    fields.put("model_version", version);
    fields.put("outputs", outputs);
    if (!binary) {
      return Reply.json(fields);
    }
    var json = Reply.bytes(fields);
    var body = new byte[json.length + behind.size()];
    System.arraycopy(json, 0, body, 0, json.length);
    System.arraycopy(behind.toByteArray(), 0, body, json.length, behind.size());
    return new Reply(200, "application/octet-stream", Map.of(), body)
        .with("Inference-Header-Content-Length", Integer.toString(json.length));
  }

  private List<WantedOutput> wanted() {
    var none = Optional.<Boolean>empty();
    return request.outputs().isEmpty()
        ? List.of(new WantedOutput(PROBABILITIES, none, 0), new WantedOutput(LABEL, none, 0))
        : request.outputs();
  }

  private void add(WantedOutput output) {
    boolean bytes = output.binary().orElse(request.binary());
    if (output.classification() > 0) {
      int classes = Math.min(output.classification(), seen.getFirst().guesses().size());
      var texts =
          seen.stream()
              .flatMap(one -> one.top(classes).stream().map(InferenceReply::text))
              .toList();
      texts(output.name(), List.of(seen.size(), classes), texts, bytes);
    } else if (output.name().equals(LABEL)) {
      var names = seen.stream().map(one -> one.best().name()).toList();
      texts(LABEL, List.of(seen.size()), names, bytes);
    } else {
      probabilities(bytes);
    }
  }

  /** As Triton's classification extension writes a class. */
  private static String text(Guess guess) {
    return String.format(Locale.ROOT, "%f:%d:%s", guess.probability(), guess.index(), guess.name());
  }

  private void probabilities(boolean bytes) {
    int classes = seen.getFirst().guesses().size();
    var shape = List.of(seen.size(), classes);
    var buffer =
        ByteBuffer.allocate(Float.BYTES * seen.size() * classes).order(ByteOrder.LITTLE_ENDIAN);
    var data = new ArrayList<Float>();
    for (var one : seen) {
      for (double probability : one.probabilities()) {
        buffer.putFloat((float) probability);
        data.add((float) probability);
      }
    }
    put(PROBABILITIES, "FP32", shape, bytes ? buffer.array() : data);
  }

  private void texts(String name, List<Integer> shape, List<String> texts, boolean bytes) {
    if (!bytes) {
      put(name, "BYTES", shape, texts);
      return;
    }
    var out = new ByteArrayOutputStream();
    for (var text : texts) {
      var utf8 = text.getBytes(StandardCharsets.UTF_8);
      var length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(length.putInt(utf8.length).array());
      out.writeBytes(utf8);
    }
    put(name, "BYTES", shape, out.toByteArray());
  }

  private void put(String name, String datatype, List<Integer> shape, Object data) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("datatype", datatype);
    fields.put("shape", shape);
    if (data instanceof byte[] bytes) {
      binary = true;
      behind.writeBytes(bytes);
      fields.put("parameters", Map.of("binary_data_size", bytes.length));
    } else {
      fields.put("data", data);
    }
    outputs.add(fields);
  }
}
