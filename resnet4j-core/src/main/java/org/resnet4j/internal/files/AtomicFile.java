package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are complete or absent, even if the process is killed: written beside the target under
 * a temporary name, forced to the disk, then renamed over it. Links are followed; what is no plain
 * file, like {@code /dev/stdout} or a named pipe, is written to as it is.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What makes a whole file under a name that is not its last, and says what came of it. */
  @FunctionalInterface
  public interface Producer<T> {
    T produce(Path temporary) throws IOException;
  }

  /**
   * Writes {@code target}, creating its folders; on any failure the old file stays unchanged.
   *
   * @throws FileSystemException naming the target, with the reason in plain words
   */
  public static void write(Path target, FileContent content) throws IOException {
    try {
      var destination = Destination.of(target);
      if (destination.stream()) {
        destination.stream(content);
      } else {
        replace(destination.path(), temporary -> fill(temporary, content));
      }
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /**
   * Lets a file be made, and perhaps checked, under a temporary name; it takes the target's place
   * when the producer returns.
   *
   * @throws FileSystemException naming the target, with the reason in plain words
   */
  public static <T> T produce(Path target, Producer<T> producer) throws IOException {
    try {
      var destination = Destination.of(target);
      if (!destination.stream()) {
        return replace(destination.path(), producer);
      }
      var temporary = Files.createTempFile("resnet4j", ".tmp");
      try {
        var result = producer.produce(temporary);
        destination.stream(channel -> copy(temporary, channel));
        return result;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  private static <T> T replace(Path target, Producer<T> producer) throws IOException {
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("it is a folder, not a file to write");
    }
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException("no permission to write in " + folder);
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new IOException("it is there and write-protected");
    }
    Leftovers.sweep(folder);
    Path temporary = Leftovers.beside(target);
    try {
      var result = producer.produce(temporary);
      keepPermissions(target, temporary);
      rename(temporary, target);
      forceFolder(folder);
      return result;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path fill(Path temporary, FileContent content) throws IOException {
    try (var channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
    return temporary;
  }

  private static void copy(Path file, FileChannel to) throws IOException {
    try (var from = FileChannel.open(file, StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(1 << 16);
      while (from.read(buffer.clear()) >= 0) {
        writeFully(to, buffer.flip());
      }
    }
  }

  /** A file that is there keeps who may read it. */
  private static void keepPermissions(Path old, Path fresh) {
    try {
      if (Files.exists(old)) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(old));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // a file system without them
    }
  }

  private static IOException named(Path target, IOException e) {
    var named = new FileSystemException(target.toString(), null, Reason.of(e));
    named.initCause(e);
    return named;
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
