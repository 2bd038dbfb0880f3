package org.resnet4j.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the body of an inference request token by token: no tree is built of what may be millions
 * of numbers. Behind the JSON may lie the inputs' bytes, by the binary tensor extension.
 */
public final class RequestReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_TENSORS = 16;
  private final byte[] body;
  private final int head;
  private final List<InputReader> inputs = new ArrayList<>();
  private final List<WantedOutput> outputs = new ArrayList<>();
  private final TensorParameters parameters = new TensorParameters();
  private Optional<String> id = Optional.empty();

  private RequestReader(byte[] body, int head) {
    this.body = body;
    this.head = head;
  }

  /**
   * Reads a request.
   *
   * @param body all of it
   * @param json how many bytes of it are JSON, if the request's header says so
   * @throws Refusal if it breaks the protocol's rules
   */
  public static InferenceRequest read(byte[] body, OptionalInt json) {
    int head = json.orElse(body.length);
    if (head < 0 || head > body.length) {
      throw Refusal.wrong(
          "Inference-Header-Content-Length says %d, the body has %d bytes"
              .formatted(head, body.length));
    }
    return new RequestReader(body, head).read();
  }

  private InferenceRequest read() {
    try (var parser = JSON.createParser(body, 0, head)) {
      Tokens.fields(parser, parser.nextToken(), this::field);
      if (parser.nextToken() != null) {
        throw Refusal.wrong("the JSON ends, and more follows");
      }
    } catch (IOException e) {
      throw Tokens.wrong(e);
    }
    return new InferenceRequest(id, input(), List.copyOf(outputs), binary(), timeout());
  }

  private void field(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "id" -> id = Optional.of(Tokens.text(parser, "id"));
      case "inputs" ->
          Tokens.elements(
              parser,
              name,
              p -> {
                if (inputs.size() == MOST_TENSORS) {
                  throw Refusal.wrong("more than %d inputs".formatted(MOST_TENSORS));
                }
                inputs.add(InputReader.read(p));
              });
      case "outputs" -> Tokens.elements(parser, name, this::output);
      case "parameters" -> parameters.read(parser);
      default -> parser.skipChildren();
    }
  }

  private void output(JsonParser parser) throws IOException {
    if (outputs.size() == MOST_TENSORS) {
      throw Refusal.wrong("more than %d outputs".formatted(MOST_TENSORS));
    }
    var own = new TensorParameters();
    var name = new ArrayList<String>();
    Tokens.fields(
        parser,
        parser.currentToken(),
        (field, p) -> {
          switch (field) {
            case "name" -> name.add(Tokens.text(p, "an output's name"));
            case "parameters" -> own.read(p);
            default -> p.skipChildren();
          }
        });
    if (name.isEmpty()) {
      throw Refusal.wrong("an output has no name");
    }
    long classes = own.number("classification").orElse(0L);
    if (classes < 0 || classes > Integer.MAX_VALUE) {
      throw Refusal.wrong("'classification' is a number of classes, got " + classes);
    }
    outputs.add(new WantedOutput(name.getLast(), own.flag("binary_data"), (int) classes));
  }

  /** The one input; the bytes behind the JSON belong to the inputs in their order. */
  private Tensor input() {
    if (inputs.size() != 1) {
      throw Refusal.wrong(
          "one input is taken, 'picture' or 'numbers'; got %d".formatted(inputs.size()));
    }
    return inputs.getFirst().tensor(body, head);
  }

  private boolean binary() {
    return parameters.flag("binary_data_output").orElse(false);
  }

  private Optional<Duration> timeout() {
    return parameters
        .number("timeout")
        .filter(micros -> micros > 0)
        .map(micros -> Duration.ofNanos(Math.multiplyExact(Math.min(micros, 1L << 40), 1000)));
  }
}
