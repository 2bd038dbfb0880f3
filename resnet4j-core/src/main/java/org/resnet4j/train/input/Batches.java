package org.resnet4j.train.input;

import java.util.Optional;
import org.resnet4j.data.Batch;

/** Batches one after another; closing it stops whatever prepares them. */
public interface Batches extends AutoCloseable {
  /** The next batch, or empty behind the last; the one before may not be used any more. */
  Optional<Batch> next();

  @Override
  void close();
}
