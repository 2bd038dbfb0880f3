package org.resnet4j.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.resnet4j.internal.files.AtomicFile;

/** Predictions as a table: index, true class, predicted class, confidence, right or wrong. */
public final class PredictionsCsv implements Consumer<Prediction> {
  private final StringBuilder lines =
      new StringBuilder("index,label,predicted,confidence,correct\n");
  private final List<String> classes;

  /**
   * An empty table.
   *
   * @param classes the classes' names, as written into the table
   */
  public PredictionsCsv(List<String> classes) {
    this.classes = List.copyOf(classes);
  }

  @Override
  public void accept(Prediction prediction) {
    lines.append(
        String.format(
            Locale.ROOT,
            "%d,%s,%s,%.6f,%b\n",
            prediction.index(),
            quoted(classes.get(prediction.label())),
            quoted(classes.get(prediction.predicted())),
            prediction.confidence(),
            prediction.correct()));
  }

  /**
   * Writes the predictions received so far; the file is written completely or not at all.
   *
   * @param file replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, lines.toString());
  }

  private static String quoted(String name) {
    return name.matches("[^\",\\r\\n]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
