package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out other processes while it is open, and this one's other threads. The file exists only
 * while a process holds or awaits it; where a process was killed it stays, held by nobody.
 */
public final class LockFile implements AutoCloseable {
  /** This process's own: to open one's own locked file and close it again would end the lock. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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
    return hold(path, () -> {});
  }

  /**
   * The same.
   *
   * @param waiting called once, before this waits for another process
   * @throws OverlappingFileLockException if another thread of this process holds the file
   */
  public static LockFile hold(Path path, Runnable waiting) throws IOException {
    var held = take(path, false);
    if (held.isEmpty()) {
      waiting.run();
      held = take(path, true);
    }
    return held.orElseThrow(OverlappingFileLockException::new);
  }

  /** Holds the file if nobody else does, in this process or another; else empty, at once. */
  public static Optional<LockFile> tryHold(Path path) throws IOException {
    return take(path, false);
  }

  private static Optional<LockFile> take(Path path, boolean waiting) throws IOException {
    var whole = path.toAbsolutePath().normalize();
    Files.createDirectories(whole.getParent());
    if (!HELD.add(whole)) {
      return Optional.empty();
    }
    LockFile taken = null;
    try {
      taken = lock(whole, waiting);
      return Optional.ofNullable(taken);
    } finally {
      if (taken == null) {
        HELD.remove(whole);
      }
    }
  }

  private static @Nullable LockFile lock(Path path, boolean waiting) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      LockFile locked = null;
      try {
        Optional<Object> opened = identity(path);
        FileLock lock = waiting ? channel.lock() : channel.tryLock();
        if (lock == null) {
          return null;
        }
        // whoever held it before has deleted it: this lock is on a file that nobody else can see
        if (opened.isPresent() && opened.equals(identity(path))) {
          locked = new LockFile(path, channel, lock);
          return locked;
        }
      } finally {
        if (locked == null) {
          channel.close();
        }
      }
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
      HELD.remove(path);
    }
  }
}
