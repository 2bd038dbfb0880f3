package org.resnet4j.internal.files;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where bytes that are sent to a path really go. Symbolic links are followed, also to a file that
 * does not exist yet, so that the file changes and the link stays. A device, a pipe or an open
 * descriptor ({@code /dev/stdout}) is a stream: it is written to and never replaced.
 *
 * @param path the file or stream at the end of the links
 * @param stream whether it is a stream
 */
record Destination(Path path, boolean stream) {
  private static final int MOST_LINKS = 40;

  static Destination of(Path target) throws IOException {
    Path at = target.toAbsolutePath();
    for (int links = 0; links < MOST_LINKS; links++) {
      if (descriptor(at) || device(at)) {
        return new Destination(at, true);
      }
      if (!Files.isSymbolicLink(at)) {
        return new Destination(at, false);
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    throw new FileSystemException(target.toString(), null, "its links lead in a circle");
  }

  /** A channel into the stream; what was written before stays. */
  void stream(FileContent content) throws IOException {
    var name = String.valueOf(path.getFileName());
    if (descriptor(path) && (name.equals("1") || name.equals("2"))) {
      // not opened again: it would begin at the file's start, over what is printed; nor closed
      var own = name.equals("1") ? FileDescriptor.out : FileDescriptor.err;
      content.writeTo(new FileOutputStream(own).getChannel());
      return;
    }
    try (var channel =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      content.writeTo(channel);
    }
  }

  /** {@code /proc/self/fd/1}, whose link does not lead to a path where it is a pipe. */
  private static boolean descriptor(Path path) throws IOException {
    var folder = path.getParent();
    return folder != null
        && folder.endsWith("fd")
        && Files.isDirectory(folder)
        && folder.toRealPath().startsWith("/proc");
  }

  private static boolean device(Path path) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .isOther();
  }
}
