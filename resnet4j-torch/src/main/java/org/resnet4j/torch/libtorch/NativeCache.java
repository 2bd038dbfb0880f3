package org.resnet4j.torch.libtorch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The folder that JavaCPP unpacks native libraries into, for one process at a time while this is
 * open: a second one that unpacks the same file into its place while the first has it mapped ends
 * the first with a bus error.
 */
final class NativeCache implements AutoCloseable {
  private final @Nullable FileChannel lock;

  private NativeCache(@Nullable FileChannel lock) {
    this.lock = lock;
  }

  /** Waits until no other process unpacks; where there can be no lock, there is none. */
  static NativeCache alone() {
    try {
      var file = Loader.getCacheDir().toPath().resolve("resnet4j.lock");
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new NativeCache(channel);
    } catch (IOException e) {
      return new NativeCache(null);
    }
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      // the process's end gives it back
    }
  }
}
