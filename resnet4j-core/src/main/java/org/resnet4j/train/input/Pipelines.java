package org.resnet4j.train.input;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.augment.CutMix;
import org.resnet4j.data.augment.Mixup;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.OneOf;
import org.resnet4j.data.augment.PcaColour;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.PixelMean;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.train.recipe.AugmentationWords;
import org.resnet4j.train.recipe.Recipe;

/** From a recipe's words to the pipeline for the images of a data set. */
public final class Pipelines {
  /**
   * A pixel minus its mean is divided by this, about the deviation of photographs, so that a
   * network without batch norm sees values near 1; with batch norm it makes no difference.
   */
  private static final double PIXEL_SCALE = 0.25;

  private Pipelines() {}

  /**
   * The pipeline for training images: augmentation, normalisation, mixing of the batch.
   *
   * @param data what the recipe says of images
   * @param train the training images, on which the normalisation is measured
   * @return the steps in order
   */
  public static Pipeline training(Recipe.Data data, Dataset train) {
    var steps = steps(data.augmentation(), data, train);
    var mixing = new ArrayList<Transform.OnBatch>();
    data.mixup().ifPresent(alpha -> mixing.add(new Mixup(alpha)));
    data.cutmix().ifPresent(alpha -> mixing.add(new CutMix(alpha)));
    if (!mixing.isEmpty()) {
      steps.add(mixing.size() == 1 ? mixing.getFirst() : new OneOf(mixing));
    }
    return new Pipeline(steps);
  }

  /**
   * The pipeline for test images: what is done to each of them, then the same normalisation.
   *
   * @param data what the recipe says of images
   * @param train the training images, on which the normalisation is measured
   * @return the steps in order
   */
  public static Pipeline testing(Recipe.Data data, Dataset train) {
    return new Pipeline(steps(data.testing(), data, train));
  }

  /**
   * Images first, then colours from 0 to 1, then normalisation, then the steps that need normalised
   * values.
   */
  private static List<Transform> steps(List<String> words, Recipe.Data data, Dataset train) {
    List<Transform> onImages = new ArrayList<>();
    List<Transform> before = new ArrayList<>();
    List<Transform> after = new ArrayList<>();
    for (var word : words) {
      var step = AugmentationWords.parse(word);
      boolean colours = step instanceof PcaColour;
      (step instanceof Transform.OnImage ? onImages : colours ? before : after).add(step);
    }
    var all = new ArrayList<>(onImages);
    all.addAll(before);
    int channels = new Pipeline(onImages).outputShape(train).channels();
    var normalisation = normalisation(data, train);
    all.add(normalisation instanceof Normalise n ? n.forChannels(channels) : normalisation);
    all.addAll(after);
    return all;
  }

  /**
   * Departs: where images differ in size there is no mean image; then ImageNet's mean colour is
   * subtracted.
   */
  private static Transform normalisation(Recipe.Data data, Dataset train) {
    return switch (data.normalisation()) {
      case MEAN_STD -> meanAndDeviation(data.set(), train);
      case PIXEL_MEAN ->
          train.shape().isPresent()
              ? PixelMean.of(train, PIXEL_SCALE)
              : meanAndDeviation(data.set(), train);
    };
  }

  private static Normalise meanAndDeviation(String set, Dataset train) {
    return Datasets.card(set)
        .normalisation()
        .orElseGet(() -> train.shape().isPresent() ? Normalise.of(train) : Normalise.imagenet());
  }
}
