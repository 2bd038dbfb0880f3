package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Ran;

/** Two networks side by side, and the same again from the log. */
@Timeout(400)
final class RacePageTest {
  private static final String CELLS =
      "[...document.querySelectorAll('#runs td')].map(cell => cell.innerText).join(' | ')";

  @TempDir Path folder;

  private List<String> words(int port, String... more) {
    var words = new ArrayList<>(List.of("race", "--watch-port", "" + port));
    words.addAll(List.of(more));
    return words;
  }

  @Test
  void twoNetworksAreSeenSideBySideAndAgainFromTheLog() throws Exception {
    try (var browser = Browser.open()) {
      int port = Ports.free();
      var out = folder.resolve("race");
      var race =
          Running.command(
              words(
                  port,
                  "plain8",
                  "resnet8",
                  "--data",
                  "mnist-sample",
                  "--steps",
                  "40",
                  "--engine",
                  "vector",
                  "-o",
                  out.toString()));
      Ports.await(port);
      browser.go("http://localhost:%d/?lang=en".formatted(port));
      browser.until("document.querySelectorAll('.strip').length === 2");
      var ran = race.get().done();
      assertThat(ran.out()).contains("plain8", "resnet8", "--replay");
      browser.until("document.querySelector('#status').innerText === 'Done.'");
      assertThat(browser.text("#title")).isEqualTo("Race");
      assertThat(browser.value("document.querySelectorAll('.key.dashed').length").asInt())
          .as("plain nets are dashed")
          .isEqualTo(1);
      browser.screenshot("race");
      var atTheEnd = browser.value(CELLS).asText();
      browser.isWellMade();
      assertThat(out.resolve("plain8").resolve("result.json")).exists();
      assertThat(sameBatches(out)).isTrue();
      int second = Ports.free();
      var replay = Running.command(words(second, "--replay", out.resolve("race.jsonl").toString()));
      Ports.await(second);
      browser.go("http://localhost:%d/?lang=ko".formatted(second));
      browser.until("document.querySelector('#status').innerText === '기록을 다시 봅니다.'");
      browser.value("document.querySelector('#speed').value = '16'");
      browser.until("document.querySelectorAll('#runs tr').length === 2");
      browser.until("document.querySelector('#runs td').innerText === '40 / 40'");
      browser.until("document.querySelector('#play').innerText === '재생'"); // it has come to its end
      browser.until("%s === '%s'".formatted(CELLS, atTheEnd)); // with the next frame
      browser.screenshot("race-replay");
      browser.isWellMade();
      assertThat(replay).isNotDone();
    }
  }

  /** The recipes differ in the network alone, and so the batches are the same. */
  private static boolean sameBatches(Path out) throws Exception {
    var plain = Files.readString(out.resolve("plain8").resolve("recipe.json"));
    var residual = Files.readString(out.resolve("resnet8").resolve("recipe.json"));
    return plain.replace("plain8", "resnet8").equals(residual);
  }

  @Test
  void whatIsNoRaceIsRefused() throws Exception {
    Ran.command("race", "resnet20").failedWith(2, "two to four different networks");
    Ran.command("race", "resnet20", "resnet20").failedWith(2, "different networks");
    var none = Files.writeString(folder.resolve("none.jsonl"), "{}\n");
    var port = "--watch-port=" + Ports.free();
    Ran.command("race", "--replay", none.toString(), port).failedAtLast("is no log of a race");
  }
}
