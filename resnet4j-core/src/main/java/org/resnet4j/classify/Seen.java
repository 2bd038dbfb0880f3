package org.resnet4j.classify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.resnet4j.evaluate.Scores;

/**
 * What a network sees in a picture: every class with its probability, the likeliest first, among
 * equals the one of the lower index. Cannot be changed.
 *
 * @param guesses one per class; their probabilities add up to 1
 */
public record Seen(List<Guess> guesses) {
  /** Copies the list. */
  public Seen {
    guesses = List.copyOf(guesses);
  }

  static Seen of(float[] logits, List<String> classes) {
    var probabilities = Scores.softmax(logits, 0, logits.length);
    return new Seen(
        IntStream.range(0, probabilities.length)
            .mapToObj(k -> new Guess(classes.get(k), probabilities[k], k))
            .sorted(Comparator.comparingDouble(guess -> -guess.probability()))
            .toList());
  }

  /** {@return the likeliest class} */
  public Guess best() {
    return guesses.getFirst();
  }

  /**
   * The likeliest classes.
   *
   * @param most how many at most, not negative
   * @return that many, or all where there are fewer
   * @throws IllegalArgumentException if {@code most} is negative
   */
  public List<Guess> top(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("top takes a number from 0, got " + most);
    }
    return guesses.subList(0, Math.min(most, guesses.size()));
  }

  /** {@return the probabilities in the order of the network's outputs; a new array} */
  public double[] probabilities() {
    var all = new double[guesses.size()];
    guesses.forEach(guess -> all[guess.index()] = guess.probability());
    return all;
  }
}
