package org.resnet4j.train.input;

import java.util.Optional;
import org.resnet4j.data.Batch;

/** Consecutive batches; closing it stops the threads that prepare them. */
public interface Batches extends AutoCloseable {
  /**
   * {@return the next batch, or empty after the last, or where one is {@link #leftOut left out};
   * the previous one must not be used any more}
   */
  Optional<Batch> next();

  /**
   * {@return whether {@link #next} gave nothing because no image of the batch whose turn it was can
   * be read, and the next one follows}
   */
  default boolean leftOut() {
    return false;
  }

  @Override
  void close();
}
