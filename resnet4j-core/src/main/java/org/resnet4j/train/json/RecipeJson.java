package org.resnet4j.train.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipe;

/**
 * Recipes as JSON, complete and readable by people. What a recipe leaves out is {@code null}. The
 * recipes of all runs there have been are read; the first ones wrote 0 or an empty text for none.
 */
public final class RecipeJson {
  private RecipeJson() {}

  /**
   * The recipe over several lines.
   *
   * @param recipe any recipe
   * @return its JSON, complete
   */
  public static String write(Recipe recipe) {
    return TrainingJson.lines(recipe);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param json the text
   * @return the recipe
   * @throws TrainingException if the text is no recipe; the message names the field
   */
  public static Recipe read(String json) {
    return read(json, "this is not a recipe");
  }

  /**
   * Reads a recipe's file.
   *
   * @param file the recipe's file, in UTF-8
   * @return the recipe
   * @throws TrainingException if it cannot be read or is no recipe; the message names file and
   *     field
   */
  public static Recipe read(Path file) {
    try {
      return read(Files.readString(file), file + " is not a recipe");
    } catch (NoSuchFileException e) {
      throw new TrainingException("there is no file " + file, e);
    } catch (IOException e) {
      throw new TrainingException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static Recipe read(String json, String complaint) {
    return RecipeFields.read(json)
        .orElseGet(() -> TrainingJson.read(json, Recipe.class, complaint));
  }
}
