package org.resnet4j.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;

/** The folder for a source's files before they are checked. */
final class Staging {
  private Staging() {}

  static void write(Path target, byte[] bytes) {
    try {
      AtomicFile.write(target, bytes);
    } catch (IOException e) {
      throw new DataException("%s cannot be written: %s".formatted(target, Reason.of(e)), e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DataException("%s cannot be deleted: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /** Partial downloads stay, to be resumed. */
  static void deleteIfEmpty(Path folder) {
    try {
      Files.delete(folder);
    } catch (IOException notEmpty) {
      // a partial download is there
    }
  }

  /** Moves a complete file to its place in one step. */
  static void move(Path from, Path to) {
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DataException("%s cannot be moved to %s: %s".formatted(from, to, Reason.of(e)), e);
    }
  }

  /** Deletes a folder of files and folders, if it is there. */
  static void deleteFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Staging::delete);
    } catch (IOException e) {
      throw new DataException("%s cannot be deleted: %s".formatted(folder, Reason.of(e)), e);
    }
  }
}
