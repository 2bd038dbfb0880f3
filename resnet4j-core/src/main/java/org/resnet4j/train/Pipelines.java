package org.resnet4j.train;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.augment.HorizontalFlip;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.PadCrop;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Transform;

/**
 * From a recipe's words to what happens to an image: {@code pad-crop 4}, {@code flip}, … with
 * numbers behind the word.
 */
public final class Pipelines {
  private static final List<String> WORDS = List.of("pad-crop PIXELS", "flip");

  private Pipelines() {}

  /** For training images: augmentation, then normalisation as measured on {@code train}. */
  public static Pipeline training(Recipe.Data data, Dataset train) {
    return pipeline(data.augmentation(), data, train);
  }

  /** For test images: what is done to each of them, then the same normalisation. */
  public static Pipeline testing(Recipe.Data data, Dataset train) {
    return pipeline(data.testing(), data, train);
  }

  private static Pipeline pipeline(List<String> words, Recipe.Data data, Dataset train) {
    List<Transform> steps = new ArrayList<>();
    words.forEach(word -> steps.add(parse(word)));
    steps.add(normalisation(data, train));
    return new Pipeline(steps);
  }

  /**
   * Reads one step.
   *
   * @throws IllegalArgumentException if there is no such step; the message lists them
   */
  public static Transform parse(String text) {
    var words = text.trim().split("\\s+");
    return switch (words[0]) {
      case "pad-crop" -> new PadCrop((int) number(text, words, 1));
      case "flip" -> new HorizontalFlip(words.length > 1 ? number(text, words, 1) : 0.5);
      default ->
          throw new IllegalArgumentException(
              "'%s' is no step of augmentation; there are %s"
                  .formatted(text, String.join(", ", WORDS)));
    };
  }

  private static Normalise normalisation(Recipe.Data data, Dataset train) {
    return switch (data.set()) {
      case "mnist", "mnist-sample" -> Normalise.mnist();
      case "cifar10" -> Normalise.cifar10();
      default -> train.shape().isPresent() ? Normalise.of(train) : Normalise.imagenet();
    };
  }

  private static double number(String text, String[] words, int index) {
    try {
      return Double.parseDouble(words[index]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' lacks number %d; the steps are %s".formatted(text, index, WORDS), e);
    }
  }
}
