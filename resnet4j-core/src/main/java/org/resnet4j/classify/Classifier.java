package org.resnet4j.classify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.resnet4j.data.Image;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Predictor;
import org.resnet4j.evaluate.Scores;

/**
 * A trained network on an engine: says what a picture shows. It holds the engine's memory until it
 * is closed, and must be closed before the engine. Not thread-safe: one picture at a time.
 */
public final class Classifier implements AutoCloseable {
  private final TrainedNetwork trained;
  private final Predictor predictor;

  private Classifier(TrainedNetwork trained, Predictor predictor) {
    this.trained = trained;
    this.predictor = predictor;
  }

  /**
   * Prepares an engine, which stays the caller's, to run a network.
   *
   * @param trained the network and what belongs to it
   * @param engine computes; closed after the classifier
   * @return a classifier to be closed by the caller
   * @throws org.resnet4j.engine.EngineException if the engine refuses the network, or the memory
   *     does not suffice
   */
  public static Classifier of(TrainedNetwork trained, Engine engine) {
    return new Classifier(trained, engine.prediction(trained.network()));
  }

  /**
   * How likely each class is, in the order of {@link TrainedNetwork#classes}; they add up to 1.
   *
   * @param picture of any size, grey or colour
   * @return a new array, one value per class
   */
  public double[] probabilities(Image picture) {
    var input = trained.input();
    var numbers = trained.numbers(picture);
    var logits = predictor.logits(numbers, 1, input.channels(), input.height(), input.width());
    return Scores.softmax(logits, 0, logits.length);
  }

  /**
   * The likeliest classes of a picture, the likeliest first, at most so many.
   *
   * @param picture of any size, grey or colour
   * @param most how many at most, not negative
   * @return at most so many guesses, with falling probabilities
   */
  public List<Guess> classify(Image picture, int most) {
    var probabilities = probabilities(picture);
    return IntStream.range(0, probabilities.length)
        .mapToObj(k -> new Guess(trained.classes().get(k), probabilities[k]))
        .sorted(Comparator.comparingDouble(guess -> -guess.probability()))
        .limit(most)
        .toList();
  }

  @Override
  public void close() {
    predictor.close();
  }
}
