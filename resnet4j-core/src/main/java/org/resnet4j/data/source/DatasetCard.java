package org.resnet4j.data.source;

import java.util.Optional;
import org.resnet4j.data.augment.Normalise;

/**
 * What is known of a data set beside its images; {@link Datasets#card} has it.
 *
 * @param title its name as people write it
 * @param recipe the name of the recipe that it is usually trained by
 * @param digits whether its images are handwritten digits, for which a picture is prepared in a way
 *     of its own: see {@link org.resnet4j.data.augment.CentredDigit}
 * @param sample the name of the sample of it that is inside the library
 * @param normalisation the mean and deviation that are in use for it; empty where the training
 *     images are measured
 */
public record DatasetCard(
    String title,
    String recipe,
    boolean digits,
    Optional<String> sample,
    Optional<Normalise> normalisation) {
  /** Images like photographs, of which nothing else is known. */
  static DatasetCard photographs(String title, String recipe) {
    return new DatasetCard(title, recipe, false, Optional.empty(), Optional.empty());
  }

  /** Handwritten digits that are normalised as MNIST. */
  static DatasetCard digits(String title, String recipe, Optional<String> sample) {
    return new DatasetCard(title, recipe, true, sample, Optional.of(Normalise.mnist()));
  }

  /** The same with this mean and deviation. */
  DatasetCard normalisedBy(Normalise normalise) {
    return new DatasetCard(title, recipe, digits, sample, Optional.of(normalise));
  }
}
