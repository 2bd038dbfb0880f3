package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps out other processes (not other threads of this one) while it is open. The file exists only
 * while a process holds or awaits it.
 */
public final class LockFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private LockFile(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits until no other process holds the file; creates its folder if there is none. */
  public static LockFile hold(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    while (true) {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<Object> opened = identity(path);
      FileLock lock = channel.lock();
      // whoever held it before has deleted it: this lock is on a file that nobody else can see
      if (opened.isPresent() && opened.equals(identity(path))) {
        return new LockFile(path, channel, lock);
      }
      channel.close();
    }
  }

  /** What distinguishes a file from a later one of the same name. */
  private static Optional<Object> identity(Path path) throws IOException {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return Optional.of(Objects.requireNonNullElse(key, "one without a key"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      lock.release();
      channel.close();
    }
  }
}
