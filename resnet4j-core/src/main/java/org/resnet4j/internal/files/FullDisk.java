package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Distinguishes a full disk from other failures, and says how much space is left. */
public final class FullDisk {
  private static final List<String> WORDS =
      List.of(
          "No space left on device",
          "ENOSPC",
          "Disk quota exceeded",
          "EDQUOT",
          "File too large",
          "EFBIG",
          "not enough space on the disk");

  private FullDisk() {}

  /** Whether a system's or a program's message means that nothing more can be written. */
  public static boolean says(String message) {
    return WORDS.stream().anyMatch(message::contains);
  }

  /** Whether fewer than this many bytes are known to be free in the folder, which exists. */
  public static boolean lacks(Path folder, long bytes) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.getTotalSpace() > 0 && store.getUsableSpace() < bytes;
  }

  /** The sentence for the user. */
  public static String sentence(String what, long bytes, Path folder) {
    return String.format(
        Locale.ROOT,
        "the disk is full: %s needs %.0f MB in %s and %s; make room there, or name another place",
        what,
        Math.ceil(bytes / 1e6),
        folder,
        room(folder, bytes));
  }

  private static String room(Path folder, long bytes) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free < bytes
          ? String.format(Locale.ROOT, "%.1f MB are free", free / 1e6)
          : "there is too little left for unpacking, or a quota or limit forbids more";
    } catch (IOException e) {
      return "there is less";
    }
  }
}
