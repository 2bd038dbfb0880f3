package org.resnet4j.train.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.model.Shape;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.AugmentationWords;
import org.resnet4j.train.recipe.Recipe;

/**
 * How an image becomes the input of a trained network, and what its outputs mean, so that its
 * weights can be used without the data set.
 *
 * @param input (C, H, W)
 * @param steps what is done to an image, in {@link AugmentationWords}
 * @param mean of each channel, from 0 to 1
 * @param deviation of each channel
 * @param classes their names
 */
public record Preprocessing(
    List<Integer> input,
    List<String> steps,
    List<Double> mean,
    List<Double> deviation,
    List<String> classes) {
  private static final String KEY = "resnet4j.reading";

  /**
   * Copies the lists and checks them.
   *
   * @throws IllegalArgumentException if the input is not (C, H, W), or means or classes are missing
   */
  public Preprocessing {
    input = List.copyOf(input);
    steps = List.copyOf(steps);
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    classes = List.copyOf(classes);
    if (input.size() != 3 || mean.isEmpty() || classes.isEmpty()) {
      throw new IllegalArgumentException(
          "preprocessing needs an input (C, H, W), means and classes; got %s, %s and %d"
              .formatted(input, mean, classes.size()));
    }
  }

  /**
   * The preprocessing of a recipe's test images; empty if it needs more than mean and deviation.
   */
  static Optional<Preprocessing> of(Recipe.Data data, Dataset test, Pipeline pipeline) {
    var numbers = pipeline.onNumbers();
    if (numbers.size() != 1 || !(numbers.getFirst() instanceof Normalise normalise)) {
      return Optional.empty();
    }
    var shape = pipeline.outputShape(test);
    return Optional.of(
        new Preprocessing(
            List.of(shape.channels(), shape.height(), shape.width()),
            data.testing(),
            normalise.mean(),
            normalise.deviation(),
            test.classes()));
  }

  /**
   * The preprocessing that the metadata of a weight file hold, if they hold one.
   *
   * @param metadata the file's, by key
   * @return the preprocessing; empty if there is none
   * @throws org.resnet4j.train.event.TrainingException if it is not valid; the message names the
   *     field
   */
  public static Optional<Preprocessing> in(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(KEY))
        .map(text -> TrainingJson.read(text, Preprocessing.class, "the metadata under " + KEY));
  }

  /** {@return this as metadata of a weight file, for {@link #in} to read} */
  public Map<String, String> metadata() {
    return Map.of(KEY, TrainingJson.line(this));
  }

  /** {@return the network's input, (C, H, W)} */
  public Shape shape() {
    return Shape.of(input.get(0), input.get(1), input.get(2));
  }

  /** {@return the steps in order, for images of the size that the data had} */
  public Pipeline pipeline() {
    var all = new ArrayList<Transform>();
    steps.forEach(step -> all.add(AugmentationWords.parse(step)));
    all.add(new Normalise(mean, deviation));
    return new Pipeline(all);
  }
}
