package org.resnet4j.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: HTTP's number, what its bytes are, and the bytes.
 *
 * @param headers beside the type of the content
 */
public record Reply(int status, String type, Map<String, String> headers, byte[] body) {
  private static final int BUFFERS = 64;
  private static final int USUAL_BYTES = 512;

  /** Its buffers are shared: a virtual thread's own would be new for each answer. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS)).build());

  /** An answer in JSON. */
  public static Reply json(int status, Object value) {
    return new Reply(status, "application/json", Map.of(), bytes(value));
  }

  /** An answer in JSON, as it was hoped for. */
  public static Reply json(Object value) {
    return json(200, value);
  }

  /** Why there is no other answer: one sentence. */
  public static Reply error(int status, String sentence) {
    return json(status, Map.of("error", sentence));
  }

  /** The same answer with one header more. */
  public Reply with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, more, body);
  }

  /** A value as JSON. */
  public static byte[] bytes(Object value) {
    var out = new ByteArrayOutputStream(USUAL_BYTES);
    try (var generator = JSON.createGenerator(out)) {
      write(generator, value);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return out.toByteArray();
  }

  /** What answers are made of, without the mapper's search for how each value is written. */
  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case Map<?, ?> fields -> {
        out.writeStartObject();
        for (var field : fields.entrySet()) {
          out.writeFieldName(String.valueOf(field.getKey()));
          write(out, field.getValue());
        }
        out.writeEndObject();
      }
      case List<?> many -> {
        out.writeStartArray();
        for (var one : many) {
          write(out, one);
        }
        out.writeEndArray();
      }
      case String text -> out.writeString(text);
      case Double number -> out.writeNumber(number);
      case Float number -> out.writeNumber(number);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case null, default -> JSON.writeValue(out, value);
    }
  }
}
