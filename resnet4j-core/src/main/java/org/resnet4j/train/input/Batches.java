package org.resnet4j.train.input;

import java.util.Optional;
import org.resnet4j.data.Batch;

/** Consecutive batches; closing it stops the threads that prepare them. */
public interface Batches extends AutoCloseable {
  /**
   * {@return the next batch, or empty after the last; the previous one must not be used any more}
   */
  Optional<Batch> next();

  @Override
  void close();
}
