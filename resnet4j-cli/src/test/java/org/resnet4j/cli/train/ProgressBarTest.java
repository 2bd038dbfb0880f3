package org.resnet4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.recipe.Recipes;

final class ProgressBarTest {
  private static final long PER_EPOCH = 391;

  @ParameterizedTest
  @ValueSource(ints = {1, 82, 2000})
  void theLineThatIsRedrawnFitsATerminal(int epochs) {
    var lines = shown(true, epochs).split("[\r\n]+");
    assertThat(lines).allMatch(line -> line.length() <= 79);
    assertThat(lines[lines.length - 1])
        .contains("epoch %d/%1$d".formatted(epochs), "loss 0.1234", "12,345 img/s", "0:00 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 82, 2000})
  void plainLinesFitATerminal(int epochs) {
    assertThat(shown(false, epochs).lines()).allMatch(line -> line.length() <= 80);
  }

  /** The first and the last step of a training that takes days. */
  private static String shown(boolean live, int epochs) {
    var out = new StringWriter();
    var bar = new ProgressBar(new PrintWriter(out), live);
    long iterations = epochs * PER_EPOCH;
    var engine = "vector: 8 lanes of floats, 16 threads, a processor with a long name, fp32";
    bar.accept(
        new TrainingEvent.Started(
            Recipes.of("paper-cifar10"), engine, 19_400_000, 45_000, iterations, PER_EPOCH, 0));
    for (long iteration : new long[] {1, 2, iterations}) {
      var metrics = new Metrics(0.1234, 0.9876, 1, 128, 12_345, 0);
      int epoch = (int) ((iteration + PER_EPOCH - 1) / PER_EPOCH);
      bar.accept(
          new TrainingEvent.Step(epoch, iteration, metrics, 0.1, Double.NaN, 4.0 * iteration));
    }
    return out.toString();
  }
}
