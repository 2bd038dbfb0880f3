package org.resnet4j.train.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import java.util.Optional;
import org.resnet4j.train.event.TrainingException;

/**
 * Every record that a training writes, as JSON, and back. Reading is strict: a field that is
 * unknown, missing, given twice, of another type or out of its range is an error that names it, and
 * so is text after the end.
 */
public final class TrainingJson {
  private static final JsonMapper MAPPER =
      RecipeForm.applied(JsonMapper.builder())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> texts.setCoercion(shape, CoercionAction.Fail)))
          .build();

  /** Takes NaN and Infinity for numbers, so that they are refused with their field. */
  private static final JsonMapper READER =
      MAPPER.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private TrainingJson() {}

  /**
   * The JSON of a value in one line.
   *
   * @param value a record that a training writes, or a map of such
   * @return its JSON, without a line break
   */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The JSON of a value over several lines, for people.
   *
   * @param value a record that a training writes, or a map of such
   * @return its JSON, without a line break at the end
   */
  public static String lines(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The value that this text holds.
   *
   * @param <T> the value's type
   * @param json the text
   * @param type the value's class
   * @param complaint how the message begins: {@code this is not a recipe}
   * @return the value
   * @throws TrainingException if it holds none; the message names the field
   */
  public static <T> T read(String json, Class<T> type, String complaint) {
    try {
      var value = READER.readValue(json, type);
      if (value == null) {
        throw new TrainingException(complaint + ": it is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new TrainingException("%s: %s".formatted(complaint, JsonFault.of(e)), e);
    }
  }

  /**
   * Reads any JSON.
   *
   * @param json the text
   * @return the text as a tree; empty if it is not JSON
   */
  public static Optional<JsonNode> tree(String json) {
    try {
      return Optional.of(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
