package org.resnet4j.serve.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.train.event.TrainingEvent;

@Timeout(60)
final class TrainingWatchTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpRequest.Builder to(TrainingWatch watch, String path) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:%d/%s".formatted(watch.port(), path)));
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** Everything that a page gets until the end. */
  private static CompletableFuture<List<String>> page(TrainingWatch watch) throws Exception {
    var lines = CLIENT.send(to(watch, "events").build(), BodyHandlers.ofLines()).body();
    return CompletableFuture.supplyAsync(() -> data(lines));
  }

  private static List<String> data(Stream<String> lines) {
    return lines.filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
  }

  @Test
  void aPageThatComesLateGetsWhatWasAndWhatComes() throws Exception {
    var watch = TrainingWatch.at(0);
    watch.receiver("net").accept(new TrainingEvent.Warning("before"));
    var page = page(watch);
    watch.receiver("net").accept(new TrainingEvent.Warning("after"));
    watch.close();
    var got = page.get(20, TimeUnit.SECONDS);
    assertThat(got.get(0)).isEqualTo("{\"event\":\"hello\"}");
    assertThat(got.get(1)).contains("\"run\":\"net\"", "\"event\":\"warning\"", "before");
    assertThat(got.get(2)).contains("after");
    assertThat(got.get(3)).isEqualTo("{\"event\":\"end\"}");
    assertThat(got).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "watch.js",
        "watch.css",
        "watch-words.js",
        "charts.js",
        "uplot.js",
        "uplot.css"
      })
  void thePagesFilesAreThere(String name) throws Exception {
    try (var watch = TrainingWatch.at(0)) {
      var answer = CLIENT.send(to(watch, name).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSizeGreaterThan(500);
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void aPauseHoldsTheTrainingUntilItGoesOn() throws Exception {
    try (var watch = TrainingWatch.at(0)) {
      assertThat(watch.stop(() -> false)).isFalse();
      assertThat(status(to(watch, "control/pause").POST(BodyPublishers.noBody()))).isEqualTo(200);
      var asked = CompletableFuture.supplyAsync(() -> watch.stop(() -> false));
      assertThatThrownBy(() -> asked.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(status(to(watch, "control/resume").POST(BodyPublishers.noBody()))).isEqualTo(200);
      assertThat(asked.get(20, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void stopEndsAPauseAndSoDoesAnotherWishToStop() throws Exception {
    try (var watch = TrainingWatch.at(0)) {
      status(to(watch, "control/pause").POST(BodyPublishers.noBody()));
      assertThat(watch.stop(() -> true)).isTrue();
      status(to(watch, "control/stop").POST(BodyPublishers.noBody()));
      assertThat(watch.stop(() -> false)).isTrue();
    }
  }

  @Test
  void strangersAndTheirPagesAreNotLetIn() throws Exception {
    try (var watch = TrainingWatch.at(0)) {
      var foreign = to(watch, "control/stop").header("Origin", "http://example.org");
      assertThat(status(foreign.POST(BodyPublishers.noBody()))).isEqualTo(403);
      assertThat(status(to(watch, "control/dance").POST(BodyPublishers.noBody()))).isEqualTo(404);
      assertThat(status(to(watch, "control/stop"))).isEqualTo(404);
      assertThat(status(to(watch, "../secret"))).isGreaterThanOrEqualTo(400);
      assertThat(watch.stop(() -> false)).isFalse();
    }
  }

  @Test
  void aLogIsShownAgainAndWhatIsNoneIsRefused() throws Exception {
    var lines = new ArrayList<String>();
    var first = TrainingWatch.at(0, lines::add);
    first.publish("net", Map.of("event", "note", "text", "hello"));
    first.close();
    assertThat(lines).hasSize(1);
    var again = TrainingWatch.at(0);
    again.replay(lines);
    var page = page(again);
    again.close();
    assertThat(page.get(20, TimeUnit.SECONDS)).contains(lines.getFirst());
    assertThatThrownBy(() -> again.replay(List.of("{\"loss\":1}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no message of a race");
  }

  @Test
  void aLongTrainingTakesNoMoreMemoryThanAShortOne() throws Exception {
    var feed = new EventFeed();
    feed.publish(false, "first");
    for (int i = 0; i < 100_000; i++) {
      feed.publish(true, "step " + i);
    }
    var kept = new ArrayList<String>();
    var subscription = feed.subscribe();
    for (var next = subscription.next(0); next.isPresent(); next = subscription.next(0)) {
      kept.add(next.get());
    }
    assertThat(kept).hasSizeBetween(3000, 6001).startsWith("first").endsWith("step 99999");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var watch = TrainingWatch.at(0)) {
      assertThatThrownBy(() -> TrainingWatch.at(watch.port()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("localhost:" + watch.port());
    }
  }
}
