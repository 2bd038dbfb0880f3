package org.resnet4j.train;

import java.util.Optional;
import org.resnet4j.data.Batch;

/**
 * How a training is measured on its way: the gradient at every layer, and what the network says of
 * a few pictures ({@link org.resnet4j.train.event.TrainingEvent.Probed}). The measurements compute
 * on a network of their own with the same weights, and change nothing of the training, to the bit.
 *
 * @param share of the training's time that they may take, between 0 and 1
 * @param images of the batch that gradients are measured on, at least 2
 * @param samples pictures that the network is asked about
 */
public record Probing(double share, int images, Optional<Batch> samples) {
  /** 1.5 % of the time, 16 images, no pictures. */
  public static final Probing USUAL = new Probing(0.015, 16, Optional.empty());

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Probing {
    if (!(share > 0 && share < 1) || images < 2) {
      throw new IllegalArgumentException(
          "a share is between 0 and 1 and there are at least 2 images, got %s and %d"
              .formatted(share, images));
    }
  }

  /**
   * The same with pictures.
   *
   * @param pictures that the network is asked about
   * @return the changed probing
   */
  public Probing asking(Batch pictures) {
    return new Probing(share, images, Optional.of(pictures));
  }

  /**
   * The same with more or less time.
   *
   * @param part of the training's time, between 0 and 1
   * @return the changed probing
   */
  public Probing taking(double part) {
    return new Probing(part, images, samples);
  }
}
