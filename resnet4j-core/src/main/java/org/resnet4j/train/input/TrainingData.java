package org.resnet4j.train.input;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.TrainingException;

/** The data of a training: what it learns from and what it is tested with. */
public interface TrainingData {
  /** {@return the shape (C, H, W) of every training image} */
  Shape input();

  /** {@return the number of classes} */
  int classes();

  /** {@return the names of the classes, in order; empty where they have none} */
  default List<String> classNames() {
    return List.of();
  }

  /** {@return the number of training images in an epoch} */
  int examples();

  /**
   * The number of batches in an epoch.
   *
   * @return the number; only the last may be smaller than the recipe's batch size
   */
  int batchesPerEpoch();

  /**
   * The training batches from one on, epoch after epoch without end, shuffled and augmented: a pure
   * function of the recipe's seed, the epoch and the batch. Images that cannot be read are left
   * out: their batches are smaller, or {@linkplain Batches#leftOut left out} too.
   *
   * @param epoch counted from 0
   * @param batch of that epoch, counted from 0
   * @return the batches, to be closed by the caller
   */
  Batches training(int epoch, int batch);

  /**
   * The images that are evaluated during training, in order, without augmentation.
   *
   * @return the batches, to be closed by the caller
   */
  Batches validation();

  /** {@return whether {@link #validation} differs from {@link #test}} */
  boolean holdsOut();

  /**
   * The images of the final accuracy, in order, without augmentation.
   *
   * @return the batches, to be closed by the caller
   */
  Batches test();

  /**
   * The same data as one of several processes sees them: of every batch, also of those in
   * evaluations, its share (see {@link org.resnet4j.data.loader.Share}). What is said of all images
   * and batches stays the same.
   *
   * @param rank of the process, from 0
   * @param size how many there are
   * @return its data
   * @throws TrainingException if the data cannot be divided
   */
  default TrainingData ofProcess(int rank, int size) {
    throw new TrainingException("these data cannot be divided among processes");
  }

  /**
   * The preprocessing of test images, for later use of the weights.
   *
   * @return the preprocessing; empty if it is not known
   */
  default Optional<Preprocessing> reading() {
    return Optional.empty();
  }

  /**
   * {@return the images that could not be read so far and were left out, training and test images
   * alike: where each comes from, and why}
   */
  default Map<String, String> unreadable() {
    return Map.of();
  }
}
