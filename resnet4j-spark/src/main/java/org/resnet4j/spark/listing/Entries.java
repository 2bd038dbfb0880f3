package org.resnet4j.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * What lies in a folder, entry after entry: none is kept. Local folders are read as the JDK reads
 * them, because Hadoop holds such a listing in memory.
 */
interface Entries extends Iterator<Entries.Entry>, AutoCloseable {
  /**
   * An entry.
   *
   * @param path as Hadoop writes it
   * @param folder whether it is one
   */
  record Entry(Path path, boolean folder) {
    String name() {
      return path.getName();
    }
  }

  @Override
  void close();

  /** Of a folder. */
  static Entries of(Path folder, Configuration hadoop) throws IOException {
    return isLocal(folder)
        ? new Local(Files.newDirectoryStream(local(folder)))
        : new Remote(folder.getFileSystem(hadoop).listStatusIterator(folder));
  }

  static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Of this machine. */
  final class Local implements Entries {
    private final DirectoryStream<java.nio.file.Path> stream;
    private final Iterator<java.nio.file.Path> entries;

    Local(DirectoryStream<java.nio.file.Path> stream) {
      this.stream = stream;
      entries = stream.iterator();
    }

    @Override
    public boolean hasNext() {
      try {
        return entries.hasNext();
      } catch (DirectoryIteratorException e) {
        throw new UncheckedIOException(e.getCause());
      }
    }

    @Override
    public Entry next() {
      var entry = entries.next();
      return new Entry(new Path("file", null, entry.toString()), Files.isDirectory(entry));
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Of another file system. */
  final class Remote implements Entries {
    private final RemoteIterator<FileStatus> entries;

    Remote(RemoteIterator<FileStatus> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      try {
        return entries.hasNext();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Entry next() {
      try {
        if (!entries.hasNext()) {
          throw new NoSuchElementException();
        }
        var status = entries.next();
        return new Entry(status.getPath(), status.isDirectory());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      if (entries instanceof java.io.Closeable open) {
        try {
          open.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
