package org.resnet4j.cli.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.resnet4j.classify.Classifier;
import org.resnet4j.cli.weights.BundledWeights;

/**
 * The classifier that a server has, without the server, in a process like the server's: it reads
 * numbers of seconds from standard input, is asked by so many threads for so long, and prints how
 * many pictures it answered.
 */
final class OwnPace {
  private OwnPace() {}

  /** Takes the number of threads, the weights, and the folder of the pictures. */
  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[0]);
    var pictures = Workload.files(Path.of(args[2]));
    try (var classifier = open(args[1]);
        var in = new InputStreamReader(System.in, StandardCharsets.US_ASCII)) {
      var turn = new AtomicInteger();
      for (var line : (Iterable<String>) new BufferedReader(in).lines()::iterator) {
        var time = Duration.ofMillis(Math.round(1000 * Double.parseDouble(line)));
        var load = Load.of(threads, time, () -> asking(classifier, pictures, turn));
        System.out.printf(Locale.ROOT, "%d %f%n", load.count(200), load.seconds());
      }
    }
  }

  /** As the command opens it. */
  private static Classifier open(String weights) throws IOException {
    var file = BundledWeights.isName(weights) ? BundledWeights.of(weights) : Path.of(weights);
    return Classifier.builder().engine("vector").batch(8).open(file);
  }

  private static Load.Asking asking(
      Classifier classifier, List<byte[]> pictures, AtomicInteger turn) {
    return new Load.Asking() {
      @Override
      public int ask() {
        var picture = pictures.get(Math.floorMod(turn.getAndIncrement(), pictures.size()));
        return classifier.classify(picture).guesses().isEmpty() ? 500 : 200;
      }

      @Override
      public void close() {}
    };
  }
}
