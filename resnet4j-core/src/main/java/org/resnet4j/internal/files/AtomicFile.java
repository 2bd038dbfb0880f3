package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are complete or absent, even if the process is killed: written beside the target under
 * a temporary name, forced to the disk, then renamed over it.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What writes the file's bytes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Writes {@code target}, creating its folders; on any failure the old file stays unchanged. */
  public static void write(Path target, Content content) throws IOException {
    Path whole = target.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null || Files.isDirectory(whole)) {
      throw new IOException("'%s' is a folder, not a file to write".formatted(target));
    }
    Files.createDirectories(folder);
    Path temporary =
        whole.resolveSibling(
            ".%s.%d-%d.tmp"
                .formatted(whole.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
    try {
      try (var channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      rename(temporary, whole);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  public static void write(Path target, byte[] bytes) throws IOException {
    write(target, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
  }

  /** Writes the text as UTF-8. */
  public static void write(Path target, String text) throws IOException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes all that remains in the buffer. */
  public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the rename itself durable; not every system allows a folder to be forced. */
  private static void forceFolder(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // the file's own bytes are on the disk; Windows has no such call
    }
  }
}
