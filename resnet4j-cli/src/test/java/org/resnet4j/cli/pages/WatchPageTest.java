package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Ran;

/** A training on the page of {@code train --watch}, from its first update to its end. */
@Timeout(300)
final class WatchPageTest {
  @TempDir Path folder;

  private CompletableFuture<Ran> training(int port, String... more) {
    var words = new ArrayList<>(List.of("train", "--data", "mnist-sample"));
    words.addAll(List.of("--model", "resnet8", "--batch-size", "16", "--engine", "vector"));
    words.addAll(List.of("--watch-port", "" + port, "-o", folder.resolve("run").toString()));
    words.addAll(List.of(more));
    return Running.command(words);
  }

  @Test
  void aTrainingIsWatchedPausedAndSeenToItsEnd() throws Exception {
    try (var browser = Browser.open()) {
      int port = Ports.free();
      var training = training(port, "--epochs", "3");
      Ports.await(port);
      browser.go("http://localhost:" + port + "/");
      browser.until("document.querySelectorAll('.bars i').length === 8");
      browser.click("#pause");
      browser.until("document.querySelector('#status').innerText === 'Paused.'");
      var paused = browser.settled("#runs td");
      assertThat(
              browser.value("getComputedStyle(document.querySelector('.bars i')).height").asText())
          .endsWith("px")
          .isNotEqualTo("0px");
      browser.isWellMade();
      browser.screenshot("watch-paused");
      assertThat(paused).matches("\\d+ / 186");
      assertThat(browser.text("#runs td")).isEqualTo(paused);
      browser.click("#pause");
      assertThat(training.get().done().out()).contains("test accuracy");
      browser.until("document.querySelector('#status').innerText.startsWith('Done: ')");
      assertThat(browser.value("document.querySelectorAll('.samples li').length").asInt())
          .isEqualTo(10);
      assertThat(browser.value("document.querySelectorAll('.chart canvas').length").asInt())
          .isEqualTo(4);
      browser.screenshot("watch-done");
      browser.dark(true);
      Thread.sleep(500);
      browser.screenshot("watch-dark");
      browser.isWellMade();
      browser.size(390, 844);
      Thread.sleep(500);
      browser.screenshot("watch-phone");
      browser.isWellMade();
    }
  }

  @Test
  void stopFromThePageLeavesACheckpoint() throws Exception {
    try (var browser = Browser.open()) {
      int port = Ports.free();
      var training = training(port, "--epochs", "500");
      Ports.await(port);
      browser.go("http://localhost:%d/?lang=ko".formatted(port));
      browser.until("document.querySelectorAll('.bars i').length === 8");
      assertThat(browser.text("#stop")).isEqualTo("체크포인트 저장 후 중지");
      browser.screenshot("watch-korean");
      browser.click("#stop");
      assertThat(training.get().code()).isEqualTo(130);
      browser.until("document.querySelector('#status').innerText.includes('체크포인트를 저장했습니다')");
      assertThat(training.get().err().toLowerCase(Locale.ROOT)).contains("resume with");
      assertThat(folder.resolve("run").resolve("last.safetensors")).exists();
      browser.isWellMade();
    }
  }
}
