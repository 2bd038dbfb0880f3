package org.resnet4j.cli.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.resnet4j.classify.Classifier;
import org.resnet4j.cli.weights.BundledWeights;

/**
 * The classifier that a server has, without the server, in a process like the server's: it reads
 * numbers of seconds from standard input, is asked by so many threads for so long, and prints how
 * many pictures it answered.
 */
final class OwnPace {
  private OwnPace() {}

  public static void main(String[] args) throws Exception {
    var digit = Serving.digit();
    try (var classifier = open();
        var in = new InputStreamReader(System.in, StandardCharsets.US_ASCII)) {
      for (var line : (Iterable<String>) new BufferedReader(in).lines()::iterator) {
        var time = Duration.ofMillis(Math.round(1000 * Double.parseDouble(line)));
        var load = Load.of(Integer.parseInt(args[0]), time, () -> asking(classifier, digit));
        System.out.printf(Locale.ROOT, "%d %f%n", load.count(200), load.seconds());
      }
    }
  }

  /** As the command opens it. */
  private static Classifier open() throws IOException {
    return Classifier.builder().engine("vector").batch(8).open(BundledWeights.of("mnist"));
  }

  private static Load.Asking asking(Classifier classifier, byte[] digit) {
    return new Load.Asking() {
      @Override
      public int ask() {
        return classifier.classify(digit).guesses().size() == 10 ? 200 : 500;
      }

      @Override
      public void close() {}
    };
  }
}
