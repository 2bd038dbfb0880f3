package org.resnet4j.train.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as plain maps, lists, texts, whole numbers as {@link Long}, others as {@link
 * Double}, truth values and null. Made by Jackson's parser alone, which starts in a few
 * milliseconds; what binds records looks through all their classes first.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonTree() {}

  /** The text's object; empty if the text is anything else, or a whole number does not fit. */
  static Optional<Map<String, @Nullable Object>> object(String text) {
    try (var json = FACTORY.createParser(text)) {
      if (json.nextToken() == null || !json.isExpectedStartObjectToken()) {
        return Optional.empty();
      }
      var object = object(json);
      return json.nextToken() == null ? Optional.of(object) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> list(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<@Nullable Object> list(JsonParser json) throws IOException {
    var values = new ArrayList<@Nullable Object>();
    while (!json.nextToken().isStructEnd()) {
      values.add(value(json));
    }
    return values;
  }
}
