package org.resnet4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.Main;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.report.language.Language;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.recipe.Recipes;

final class ProgressBarTest {
  private static final long PER_EPOCH = 391;

  @ParameterizedTest
  @ValueSource(ints = {1, 82, 2000})
  void theLineThatIsRedrawnFitsATerminal(int epochs) {
    var lines = shown(true, epochs, "en").split("[\r\n]+");
    assertThat(lines).allMatch(line -> Lines.columns(line) <= 79);
    assertThat(lines[lines.length - 1])
        .contains("epoch %d/%1$d".formatted(epochs), "loss 0.1234", "12,345 img/s", "0:00 left");
  }

  /** One step does not tell how long the others take. */
  @Test
  void theTimeLeftIsNotToldBeforeItIsKnown() {
    var lines = shown(false, 82, "en").lines().filter(line -> line.startsWith("epoch")).toList();
    assertThat(lines.getFirst()).endsWith("… left");
    assertThat(lines.getLast()).endsWith(" 0:00 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 82, 2000})
  void theKoreanLineThatIsRedrawnFitsATerminal(int epochs) {
    var lines = shown(true, epochs, "ko").split("[\r\n]+");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("에폭"))
        .hasSize(3)
        .allMatch(line -> Lines.columns(line) <= 79);
    assertThat(lines[lines.length - 1])
        .contains("에폭 %d/%1$d".formatted(epochs), "손실 0.1234", "12,345장/초", "0:00 남음")
        .doesNotContainPattern("[A-Za-z]{4}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 82, 2000})
  void plainLinesFitATerminal(int epochs) {
    for (var tag : Language.tags()) {
      assertThat(shown(false, epochs, tag).lines()).allMatch(line -> Lines.columns(line) <= 80);
    }
  }

  /** The first and the last step of a training that takes days. */
  private static String shown(boolean live, int epochs, String tag) {
    var out = new StringWriter();
    var language = Language.of(tag).and(Main.class);
    var bar = new ProgressBar(new PrintWriter(out), language, live);
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
