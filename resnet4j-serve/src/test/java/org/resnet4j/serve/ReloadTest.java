package org.resnet4j.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models change and the server stops, and nobody who was let in goes without an answer. */
@Timeout(300)
final class ReloadTest {
  private static final byte[] WHITE = Served.picture(Color.WHITE, 8, 8);

  @TempDir Path folder;

  @Test
  void aChangedFileIsServedByItself() throws Exception {
    try (var served = Served.of(folder, UnaryOperator.identity())) {
      assertThat(served.post("/predict", WHITE).body()).contains("\"light\"");
      Files.writeString(folder.resolve("light"), "dark\nbright as day\n");
      var body = "";
      for (int i = 0; i < 100 && !body.contains("bright as day"); i++) {
        Thread.sleep(100);
        body = served.post("/predict", WHITE).body();
      }
      assertThat(body).contains("bright as day");
    }
  }

  @Test
  void aFileThatCannotBeLoadedChangesNothing() throws Exception {
    try (var served = Served.of(folder, UnaryOperator.identity())) {
      Files.writeString(folder.resolve("light"), "a\nb\n\n\n\n\n");
      Files.delete(folder.resolve("light"));
      Files.createDirectory(folder.resolve("light"));
      Files.writeString(folder.resolve("light").resolve("what"), "is this");
      var load = served.post("/v2/repository/models/light/load", "");
      assertThat(load.statusCode()).isEqualTo(400);
      assertThat(served.post("/predict", WHITE).body()).contains("\"light\"");
    }
  }

  @Test
  void versionsStandBesideEachOtherAndTheHighestIsMeant() throws Exception {
    for (int version : new int[] {1, 2, 10}) {
      var place = Files.createDirectories(folder.resolve("many/" + version));
      Files.writeString(place.resolve("names"), "dark\nlight of " + version + "\n");
    }
    try (var served = Served.of(folder, UnaryOperator.identity())) {
      assertThat(served.get("/v2/models/many").body())
          .contains("\"versions\":[\"1\",\"2\",\"10\"]");
      assertThat(served.post("/predict/many", WHITE).body()).contains("light of 10");
      assertThat(served.get("/v2/models/many/versions/2").statusCode()).isEqualTo(200);
      assertThat(served.get("/v2/models/many/versions/3").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void reloadsUnderLoadLoseNothing() throws Exception {
    reloads(50);
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void aThousandReloadsUnderLoadLoseNothing() throws Exception {
    reloads(1000);
  }

  private void reloads(int times) throws Exception {
    var done = new AtomicBoolean();
    try (var served = Served.of(folder, UnaryOperator.identity());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 8; i++) {
        asking.add(threads.submit(() -> askUntil(done, served)));
      }
      for (int i = 0; i < times; i++) {
        var load = served.post("/v2/repository/models/light/load", "");
        assertThat(load.statusCode()).as(load.body()).isEqualTo(200);
      }
      done.set(true);
      int answers = 0;
      for (var one : asking) {
        answers += one.get();
      }
      assertThat(answers).isGreaterThan(8);
      assertThat(served.engine().open).hasValue(1); // those that were replaced are closed
    }
  }

  private static int askUntil(AtomicBoolean done, Served served) throws Exception {
    int answers = 0;
    while (!done.get()) {
      var answer = served.post("/predict", WHITE);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      answers++;
    }
    return answers;
  }

  @Test
  void whatIsInWorkWhenTheServerStopsIsAnswered() throws Exception {
    var served = Served.of(folder, 100, UnaryOperator.identity(), List.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 24; i++) {
        asked.add(threads.submit(() -> served.post("/predict", WHITE).statusCode()));
      }
      while (served.engine().pictures.get() == 0) {
        Thread.sleep(5);
      }
      served.close();
      for (var one : asked) {
        assertThat(one.get()).isIn(200, 503);
      }
      assertThat(served.engine().open).hasValue(0);
    }
  }
}
