package org.resnet4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM under load: whatever the server has accepted and logged as answered, was answered. */
@Timeout(200)
final class TerminationTest {
  private static final int CLIENTS = 16;

  @TempDir Path folder;

  @Test
  void whatWasAcceptedIsAnsweredWhenTheProcessIsAskedToEnd() throws Exception {
    try (var serving = Serving.of(folder, "mnist", List.of("-Xmx256m"));
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var answers = new AtomicInteger();
      var asking = new ArrayList<Future<?>>();
      for (int i = 0; i < CLIENTS; i++) {
        asking.add(threads.submit(() -> askUntilItEnds(serving, answers)));
      }
      while (answers.get() < 10 * CLIENTS) {
        Thread.sleep(10);
      }
      assertThat(serving.end()).as("as a process that ends by SIGTERM").isEqualTo(128 + 15);
      for (var one : asking) {
        one.get();
      }
      long answered =
          Files.readAllLines(serving.log()).stream()
              .filter(line -> line.contains("\"status\":200"))
              .count();
      assertThat((long) answers.get()).isEqualTo(answered);
    }
  }

  private static Object askUntilItEnds(Serving serving, AtomicInteger answers) throws Exception {
    try (var client = serving.client("/predict")) {
      for (int status = client.ask(); ; status = client.ask()) {
        assertThat(status).isIn(200, 503);
        answers.addAndGet(status == 200 ? 1 : 0);
      }
    } catch (IOException e) {
      return "the connection was ended between two requests";
    }
  }
}
