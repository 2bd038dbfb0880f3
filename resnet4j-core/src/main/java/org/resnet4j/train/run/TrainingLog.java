package org.resnet4j.train.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.json.EventJson;
import org.resnet4j.train.json.TrainingJson;

/**
 * Writes the events of a training to a file, one line per event: as JSON objects ({@link
 * #jsonLines}) or the steps alone as CSV ({@link #csv}). When a training is resumed, lines after
 * its checkpoint are dropped first, so that no step occurs twice.
 */
public final class TrainingLog {
  private TrainingLog() {}

  /**
   * Every event as one JSON object with the field {@code event}: {@code step}, {@code done}, …
   *
   * @param file written line by line; created if it does not exist
   * @return a receiver of events, for one training; an {@link UncheckedIOException} says that the
   *     file cannot be written
   */
  public static Consumer<TrainingEvent> jsonLines(Path file) {
    return event -> {
      if (event instanceof TrainingEvent.Started started) {
        keep(file, "", line -> iterationOfJson(line) <= started.done());
      }
      append(file, TrainingJson.line(EventJson.of(event)));
    };
  }

  /**
   * The steps: epoch, iteration, loss, top-1, learning rate, images a second, waiting, seconds.
   *
   * @param file written line by line; created if it does not exist
   * @return a receiver of events, for one training; an {@link UncheckedIOException} says that the
   *     file cannot be written
   */
  public static Consumer<TrainingEvent> csv(Path file) {
    var head = "epoch,iteration,loss,top1,learning_rate,images_per_second,data_wait,seconds\n";
    return event -> {
      if (event instanceof TrainingEvent.Started started) {
        keep(file, head, line -> iterationOfCsv(line) <= started.done());
      } else if (event instanceof TrainingEvent.Step step) {
        append(file, line(step));
      }
    };
  }

  private static String line(TrainingEvent.Step step) {
    var batch = step.batch();
    return String.format(
        Locale.ROOT,
        "%d,%d,%.6f,%.6f,%.6g,%.1f,%.4f,%.3f",
        step.epoch(),
        step.iteration(),
        batch.loss(),
        batch.top1(),
        step.learningRate(),
        batch.imagesPerSecond(),
        batch.dataWait(),
        step.seconds());
  }

  private static void keep(Path file, String head, java.util.function.Predicate<String> wanted) {
    try {
      var kept = new StringBuilder(head);
      if (Files.exists(file)) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.equals(head.trim()) && wanted.test(line))
            .forEach(line -> kept.append(line).append('\n'));
      }
      AtomicFile.write(file, kept.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static long iterationOfJson(String line) {
    return TrainingJson.tree(line)
        .map(event -> event.path("iteration").asLong(Long.MAX_VALUE))
        .orElse(Long.MAX_VALUE);
  }

  private static long iterationOfCsv(String line) {
    var cells = line.split(",");
    return cells.length > 1 && cells[1].matches("\\d+") ? Long.parseLong(cells[1]) : Long.MAX_VALUE;
  }
}
