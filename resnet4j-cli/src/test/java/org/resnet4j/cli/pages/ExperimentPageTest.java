package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An experiment on the page of {@code experiment --watch}, to its end. */
@Timeout(300)
final class ExperimentPageTest {
  @TempDir Path folder;

  @Test
  void theTrainingsOfAnExperimentAreSeenOneAfterAnother() throws Exception {
    try (var browser = Browser.open()) {
      int port = Ports.free();
      var words = new ArrayList<>(List.of("experiment", "degradation", "--depths", "8"));
      words.addAll(List.of("--epochs", "1", "--data", "mnist-sample", "--engine", "vector"));
      words.addAll(List.of("--watch-port", "" + port, "-o", folder.toString()));
      var experiment = Running.command(words);
      Ports.await(port);
      browser.go("http://localhost:%d/?lang=en".formatted(port));
      browser.until("document.querySelectorAll('#runs tr').length === 2");
      assertThat(browser.text("#title")).isEqualTo("Experiment, live");
      browser.until("document.querySelectorAll('.strip').length === 2");
      assertThat(browser.text("#about")).matches("\\[\\d/\\d] .+");
      experiment.get().done();
      browser.until("document.querySelector('#status').innerText === 'Done.'");
      assertThat(browser.value("document.querySelectorAll('.bars i').length").asInt())
          .as("a bar for each layer of both")
          .isEqualTo(16);
      browser.screenshot("experiment");
      browser.isWellMade();
      assertThat(folder.resolve("report.html")).exists();
    }
  }
}
