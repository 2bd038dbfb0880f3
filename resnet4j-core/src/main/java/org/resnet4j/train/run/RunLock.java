package org.resnet4j.train.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.resnet4j.internal.files.Leftovers;
import org.resnet4j.internal.files.LockFile;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.train.event.TrainingException;

/**
 * Makes a run's folder the property of one training while it is open; of a process that was killed
 * the system takes it back. What such a process left half-written is swept.
 */
public final class RunLock implements AutoCloseable {
  private static final String NAME = "run.lock";

  private final Optional<LockFile> lock;

  private RunLock(Optional<LockFile> lock) {
    this.lock = lock;
  }

  /**
   * Takes the folder; makes it, where it is not there.
   *
   * @param folder of the run
   * @return to be closed when the training has ended
   * @throws TrainingException if another training has it, in this process or another, or it cannot
   *     be written to
   */
  public static RunLock of(Path folder) {
    var file = folder.resolve(NAME);
    try {
      var lock = LockFile.tryHold(file);
      if (lock.isEmpty()) {
        throw new TrainingException(
            "%s belongs to a training that is running; train into another folder, or wait until it has ended"
                .formatted(folder));
      }
      Leftovers.sweepOwn(folder);
      return new RunLock(lock);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No locks available")) {
        return new RunLock(Optional.empty()); // a network's file system that has none
      }
      throw new TrainingException("cannot write in %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  @Override
  public void close() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException e) {
      // the process's end gives it back
    }
  }
}
