package org.resnet4j.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.fetch.Hashes;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;

/**
 * The files of one data set in the cache, and the hashes they had when they were last read in full,
 * in {@code SHA256SUMS} beside them. A file of the right length that is no newer than that list
 * counts as good; {@link #verify} reads all of it again.
 */
record CachedFiles(KnownDataset known, Path folder) {
  private static final String SUMS = "SHA256SUMS";

  /** Whether every file is present and good. */
  boolean ready() {
    Map<String, String> sums = sums();
    return known.files().stream().allMatch(file -> unchanged(file, sums) || good(file))
        && (sums.size() == known.files().size() || record());
  }

  /** Whether every file is present, judged by its length alone. */
  boolean complete() {
    return known.files().stream()
        .allMatch(file -> path(file.name()).toFile().length() == file.bytes());
  }

  /** The state of each file. */
  List<FileStatus> verify() {
    return known.files().stream().map(this::verify).toList();
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** Records the current hashes of the files. */
  boolean record() {
    StringBuilder lines = new StringBuilder();
    for (KnownFile file : known.files()) {
      lines.append("%s  %s%n".formatted(Hashes.sha256(path(file.name())), file.name()));
    }
    try {
      AtomicFile.write(path(SUMS), lines.toString());
      return true;
    } catch (IOException e) {
      // a read-only cache: the files are good all the same
      return true;
    }
  }

  private boolean unchanged(KnownFile file, Map<String, String> sums) {
    Path path = path(file.name());
    Optional<String> noted = Optional.ofNullable(sums.get(file.name()));
    try {
      return noted.isPresent()
          && file.sha256().map(noted.get()::equals).orElse(true)
          && Files.size(path) == file.bytes()
          && Files.getLastModifiedTime(path).compareTo(Files.getLastModifiedTime(path(SUMS))) <= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean good(KnownFile file) {
    return verify(file).state() == FileStatus.State.GOOD;
  }

  private FileStatus verify(KnownFile file) {
    Path path = path(file.name());
    if (!Files.isRegularFile(path)) {
      return new FileStatus(path, FileStatus.State.MISSING, "not there");
    }
    try {
      if (Files.size(path) != file.bytes()) {
        return new FileStatus(
            path,
            FileStatus.State.DAMAGED,
            "%d bytes instead of %d".formatted(Files.size(path), file.bytes()));
      }
    } catch (IOException e) {
      return new FileStatus(path, FileStatus.State.DAMAGED, "unreadable: " + Reason.of(e));
    }
    Optional<String> wanted = file.sha256().or(() -> Optional.ofNullable(sums().get(file.name())));
    if (wanted.isEmpty()) {
      return new FileStatus(path, FileStatus.State.UNKNOWN, "no hash to check it against");
    }
    String found = Hashes.sha256(path);
    return found.equals(wanted.get())
        ? new FileStatus(path, FileStatus.State.GOOD, "sha256 " + found)
        : new FileStatus(
            path,
            FileStatus.State.DAMAGED,
            "sha256 %s instead of %s".formatted(found, wanted.get()));
  }

  private Map<String, String> sums() {
    Map<String, String> sums = new HashMap<>();
    Path list = path(SUMS);
    if (!Files.isRegularFile(list)) {
      return sums;
    }
    try {
      for (String line : Files.readAllLines(list)) {
        String[] parts = line.split("  ", 2);
        if (parts.length == 2) {
          sums.put(parts[1], parts[0]);
        }
      }
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(list, Reason.of(e)), e);
    }
    return sums;
  }
}
