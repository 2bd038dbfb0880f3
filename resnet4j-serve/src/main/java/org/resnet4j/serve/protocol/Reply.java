package org.resnet4j.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer: HTTP's number, what its bytes are, and the bytes.
 *
 * @param headers beside the type of the content
 */
public record Reply(int status, String type, Map<String, String> headers, byte[] body) {
  private static final int BUFFERS = 64;

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
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
