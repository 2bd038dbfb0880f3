package org.resnet4j.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The protocol's parameters: names with a flag, a number or a text; others are passed over. */
final class TensorParameters {
  private final Map<String, Object> values = new HashMap<>();

  void read(JsonParser parser) throws IOException {
    Tokens.fields(
        parser,
        parser.currentToken(),
        (name, p) -> {
          switch (p.currentToken()) {
            case VALUE_TRUE, VALUE_FALSE -> values.put(name, p.getBooleanValue());
            case VALUE_NUMBER_INT -> values.put(name, p.getLongValue());
            default -> p.skipChildren();
          }
        });
  }

  Optional<Boolean> flag(String name) {
    return Optional.ofNullable(values.get(name)).map(value -> of(Boolean.class, name, value));
  }

  Optional<Long> number(String name) {
    return Optional.ofNullable(values.get(name)).map(value -> of(Long.class, name, value));
  }

  private static <T> T of(Class<T> type, String name, Object value) {
    if (!type.isInstance(value)) {
      throw Refusal.wrong("the parameter '%s' is %s".formatted(name, value));
    }
    return type.cast(value);
  }
}
