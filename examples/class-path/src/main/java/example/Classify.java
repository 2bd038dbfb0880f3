package example;

import java.nio.file.Path;
import org.resnet4j.classify.Classifier;

/** Says what a picture shows: {@code Classify WEIGHTS PICTURE}. */
public final class Classify {
  private Classify() {}

  public static void main(String[] words) {
    try (var classifier = Classifier.open(Path.of(words[0]))) {
      for (var guess : classifier.classify(Path.of(words[1])).top(3)) {
        System.out.printf("%s %.1f %%%n", guess.name(), 100 * guess.probability());
      }
    }
  }
}
