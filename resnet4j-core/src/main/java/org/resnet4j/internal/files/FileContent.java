package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** What writes a file's bytes, in their order. */
@FunctionalInterface
public interface FileContent {
  void writeTo(FileChannel channel) throws IOException;
}
