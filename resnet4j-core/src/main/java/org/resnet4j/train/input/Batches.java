package org.resnet4j.train.input;

import java.util.Optional;
import org.resnet4j.data.Batch;

/** Consecutive batches; closing it stops the threads that prepare them. */
public interface Batches extends AutoCloseable {
  /** The next batch, or empty behind the last; the one before may not be used any more. */
  Optional<Batch> next();

  @Override
  void close();
}
