package org.resnet4j.train.input;

import java.util.List;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Image;

/**
 * Pictures that a network is asked about while it learns.
 *
 * @param pictures as they are
 * @param batch the same, as the network is given them, with their classes
 */
public record SamplePictures(List<Image> pictures, Batch batch) {
  /** Copies the list. */
  public SamplePictures {
    pictures = List.copyOf(pictures);
  }
}
