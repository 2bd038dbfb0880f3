package org.resnet4j.train.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.event.TrainingException;

/** Recipes as JSON, readable by people and complete. */
public final class RecipeJson {
  /** Knows every record that a training writes. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Optimizer.class, OptimizerNames.class)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private RecipeJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Optimizer.Sgd.class, name = "sgd"),
    @JsonSubTypes.Type(value = Optimizer.Adam.class, name = "adam"),
    @JsonSubTypes.Type(value = Optimizer.AdamW.class, name = "adamw")
  })
  private interface OptimizerNames {}

  /** The recipe over several lines. */
  public static String write(Recipe recipe) {
    return text(recipe, true);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws TrainingException if the text is no recipe, saying where
   */
  public static Recipe read(String json) {
    return read(json, Recipe.class, "a recipe");
  }

  public static String text(Object value, boolean pretty) {
    try {
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)
          : MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static <T> T read(String json, Class<T> type, String what) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new TrainingException("this is not %s: %s".formatted(what, e.getOriginalMessage()), e);
    }
  }
}
