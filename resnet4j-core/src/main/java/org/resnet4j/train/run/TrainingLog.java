package org.resnet4j.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.json.EventJson;
import org.resnet4j.train.json.TrainingJson;

/**
 * Writes the events of a training to a file, one line per event: as JSON objects ({@link
 * #jsonLines}) or the steps alone as CSV ({@link #csv}). When a training is resumed, lines after
 * its checkpoint are dropped first, so that no step occurs twice.
 */
public final class TrainingLog {
  private static final long UNREADABLE = Long.MAX_VALUE;
  private static final int CELLS = 8;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.e+-]*|NaN|-?Infinity");

  private TrainingLog() {}

  /**
   * Every event as one JSON object with the field {@code event}: {@code step}, {@code done}, …
   *
   * @param file written line by line; created if it does not exist
   * @return a receiver of events, for one training; an {@link UncheckedIOException} says that the
   *     file cannot be written
   */
  public static Consumer<TrainingEvent> jsonLines(Path file) {
    return jsonLines(file, note -> {});
  }

  /**
   * The same.
   *
   * @param file written line by line; created if it does not exist
   * @param notes told where an earlier file is damaged: it is kept beside the new one
   * @return a receiver of events
   */
  public static Consumer<TrainingEvent> jsonLines(Path file, Consumer<String> notes) {
    return event -> {
      if (event instanceof TrainingEvent.Started started) {
        keep(file, "", TrainingLog::iterationOfJson, started.done(), notes);
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
    return csv(file, note -> {});
  }

  /**
   * The same.
   *
   * @param file written line by line; created if it does not exist
   * @param notes told where an earlier file is damaged: it is kept beside the new one
   * @return a receiver of events
   */
  public static Consumer<TrainingEvent> csv(Path file, Consumer<String> notes) {
    var head = "epoch,iteration,loss,top1,learning_rate,images_per_second,data_wait,seconds";
    return event -> {
      if (event instanceof TrainingEvent.Started started) {
        keep(file, head, TrainingLog::iterationOfCsv, started.done(), notes);
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

  /** Keeps the lines up to an iteration; the last may be half a line, of a killed process. */
  private static void keep(
      Path file, String head, ToLongFunction<String> iteration, long last, Consumer<String> notes) {
    try {
      var kept = new StringBuilder(head.isEmpty() ? "" : head + "\n");
      if (Files.exists(file)) {
        // what is not UTF-8 comes as characters that no line of ours has
        var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
        boolean damaged = false;
        for (int i = 0; i < lines.length; i++) {
          long at = lines[i].equals(head) ? UNREADABLE : iteration.applyAsLong(lines[i]);
          if (at <= last) {
            kept.append(lines[i]).append('\n');
          }
          damaged |= at == UNREADABLE && i < lines.length - 1 && !lines[i].equals(head);
        }
        if (damaged) {
          notes.accept(aside(file));
        }
      }
      AtomicFile.write(file, kept.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static String aside(Path file) throws IOException {
    var damaged = file.resolveSibling(file.getFileName() + ".damaged");
    Files.copy(file, damaged, StandardCopyOption.REPLACE_EXISTING);
    return "note: %s has lines that cannot be read; it is kept as %s, and a new one goes on with those that can"
        .formatted(file, damaged.getFileName());
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /** Events without an iteration, like warnings, are not kept. */
  private static long iterationOfJson(String line) {
    return TrainingJson.tree(line)
        .filter(JsonNode::isObject)
        .map(event -> event.path("iteration").asLong(UNREADABLE - 1))
        .orElse(UNREADABLE);
  }

  private static long iterationOfCsv(String line) {
    var cells = line.split(",");
    boolean readable =
        cells.length == CELLS
            && cells[1].matches("[0-9]{1,18}")
            && Arrays.stream(cells).allMatch(NUMBER.asMatchPredicate());
    return readable ? Long.parseLong(cells[1]) : UNREADABLE;
  }
}
