package org.resnet4j.train.input;

import java.util.Optional;
import org.resnet4j.model.Shape;

/** What a training learns from and what it is tested with. */
public interface TrainingData {
  /** (C, H, W) of every training image. */
  Shape input();

  int classes();

  /** How many training images an epoch shows. */
  int examples();

  /** How many batches an epoch has; only its last may be smaller than the recipe's batch size. */
  int batchesPerEpoch();

  /**
   * The training batches from one on, epoch after epoch without end, shuffled and augmented: a pure
   * function of the recipe's seed, the epoch and the batch.
   *
   * @param epoch counted from 0
   * @param batch of that epoch, counted from 0
   */
  Batches training(int epoch, int batch);

  /** The images that are evaluated while training, in order, as they are. */
  Batches validation();

  /** Whether {@link #validation} is other than {@link #test}. */
  boolean holdsOut();

  /** The images that the final accuracy is about, in order, as they are. */
  Batches test();

  /** How test images are read, for those who use the weights later; none where nobody can say. */
  default Optional<Preprocessing> reading() {
    return Optional.empty();
  }
}
