package org.resnet4j.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.resnet4j.data.Dataset;
import org.resnet4j.internal.files.AtomicFile;

/** Predictions as a table: index, file, true class, predicted class, confidence, right or wrong. */
public final class PredictionsCsv implements Consumer<Prediction> {
  private final StringBuilder lines =
      new StringBuilder("index,file,label,predicted,confidence,correct\n");
  private final Dataset images;

  /**
   * An empty table.
   *
   * @param images the data set that the predictions are for: its classes and origins are written
   */
  public PredictionsCsv(Dataset images) {
    this.images = images;
  }

  @Override
  public void accept(Prediction prediction) {
    lines.append(
        String.format(
            Locale.ROOT,
            "%d,%s,%s,%s,%.6f,%b\n",
            prediction.index(),
            quoted(images.origin(prediction.index())),
            quoted(images.classes().get(prediction.label())),
            quoted(images.classes().get(prediction.predicted())),
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
