package org.resnet4j.report.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.run.RunFiles;

/**
 * What a training has left in its folder.
 *
 * @param name of the folder
 * @param curve rows of {@code curve.csv}, whose columns are {@link RunFiles}'
 * @param result {@code result.json}; empty while the training has not ended
 */
record FinishedRun(String name, Recipe recipe, List<double[]> curve, Optional<JsonNode> result) {
  static final int EPOCH = 0;
  static final int TRAIN_LOSS = 4;
  static final int TRAIN_TOP1 = 5;
  static final int TEST_LOSS = 6;
  static final int TEST_TOP1 = 7;
  private static final int COLUMNS = 9;

  /** Whether a folder is a training's. */
  static boolean at(Path folder) {
    return Files.isRegularFile(folder.resolve(RunFiles.RECIPE));
  }

  /**
   * Reads a folder.
   *
   * @param name the run's in the comparison
   * @throws IOException if a file in it cannot be read
   */
  static FinishedRun read(String name, Path folder) throws IOException {
    var result = folder.resolve(RunFiles.RESULT);
    return new FinishedRun(
        name,
        RecipeJson.read(folder.resolve(RunFiles.RECIPE)),
        curve(folder.resolve(RunFiles.CURVE)),
        Files.exists(result) ? TrainingJson.tree(Files.readString(result)) : Optional.empty());
  }

  private static List<double[]> curve(Path file) throws IOException {
    var rows = new ArrayList<double[]>();
    if (Files.exists(file)) {
      var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        rows.add(row(file, line));
      }
    }
    return rows;
  }

  private static double[] row(Path file, String line) throws IOException {
    var cells = line.split(",");
    var row = new double[COLUMNS];
    try {
      for (int i = 0; i < COLUMNS; i++) {
        row[i] = Double.parseDouble(cells[i]);
      }
      return row;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("%s is damaged: '%s' is no row of a curve".formatted(file, line), e);
    }
  }

  double[] column(int column) {
    return curve.stream().mapToDouble(row -> row[column]).toArray();
  }

  /** A number of the result; NaN where there is none. */
  double number(String field) {
    return result.map(json -> json.path(field).asDouble(Double.NaN)).orElse(Double.NaN);
  }
}
