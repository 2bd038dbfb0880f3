package org.resnet4j.train.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;

/**
 * {@code unreadable.csv} of a run folder: the images that a training left out because they could
 * not be read, one a line, with the reason. It exists where there are any, and a resumed training
 * adds to it. Not thread-safe.
 */
public final class LeftOut {
  /** The file's name. */
  public static final String NAME = "unreadable.csv";

  private static final String HEAD = "file,reason";

  private final Path file;
  private int told;

  /**
   * The list of a run folder; nothing is read or written yet.
   *
   * @param folder of the run
   */
  public LeftOut(Path folder) {
    file = folder.resolve(NAME);
  }

  /** {@return the file} */
  public Path file() {
    return file;
  }

  /**
   * Adds images to the list.
   *
   * @param unreadable where each image comes from, and why it cannot be read
   * @return a warning, where the list has grown
   * @throws TrainingException if the file cannot be read or written
   */
  public Optional<TrainingEvent> write(Map<String, String> unreadable) {
    if (unreadable.size() <= told) {
      return Optional.empty();
    }
    told = unreadable.size();
    var lines = new TreeSet<String>();
    unreadable.forEach((image, why) -> lines.add(cell(image) + "," + cell(why)));
    try {
      if (Files.exists(file)) {
        var before = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        before.lines().filter(line -> !line.equals(HEAD)).forEach(lines::add);
      }
      var text = lines.stream().collect(Collectors.joining("\n", HEAD + "\n", "\n"));
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new TrainingException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
    return Optional.of(new TrainingEvent.Warning(sentence(lines.size())));
  }

  private String sentence(int images) {
    return images == 1
        ? "1 image cannot be read and is left out; %s says why".formatted(file)
        : "%d images cannot be read and are left out; %s says why".formatted(images, file);
  }

  /** One line, whatever stands in a name or a message. */
  private static String cell(String text) {
    var line = text.replace("\r", "\\r").replace("\n", "\\n");
    return line.matches("[^\",]*") ? line : '"' + line.replace("\"", "\"\"") + '"';
  }
}
