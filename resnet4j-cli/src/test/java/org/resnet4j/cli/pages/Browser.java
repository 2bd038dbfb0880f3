package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.resnet4j.internal.files.WebJar;

/** A browser without a window; tests that want it are skipped where there is none. */
final class Browser implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--lang=en-US",
          "--remote-debugging-port=0");
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final DevTools page;

  private Browser(Process process, URI socket) {
    this.process = process;
    page = new DevTools(client, socket);
    page.openPage();
    for (var domain : List.of("Page", "Runtime", "Log", "DOM")) {
      page.call(domain + ".enable", Map.of());
    }
    size(1280, 900);
  }

  static Browser open() throws IOException, InterruptedException {
    var program = PLACES.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(program.isPresent(), "no Chromium here");
    var profile = Files.createTempDirectory("browser");
    var words = new ArrayList<>(List.of(program.get().toString()));
    words.addAll(FLAGS);
    words.add("--user-data-dir=" + profile);
    words.add("about:blank");
    var process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, socket(profile.resolve("DevToolsActivePort")));
    } catch (RuntimeException | Error | IOException e) {
      end(process);
      throw e;
    }
  }

  /** Chromium writes where it listens into its profile. */
  private static URI socket(Path file) throws IOException, InterruptedException {
    for (int i = 0; i < 1200; i++) {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      if (lines.size() > 1) {
        return URI.create("ws://127.0.0.1:%s%s".formatted(lines.get(0), lines.get(1)));
      }
      Thread.sleep(50);
    }
    throw new IOException("Chromium does not say where it listens");
  }

  Browser go(String url) {
    page.call("Page.navigate", Map.of("url", url));
    until("document.readyState === 'complete' && location.href !== 'about:blank'");
    return this;
  }

  /** The value of an expression; promises are awaited. */
  JsonNode value(String expression) {
    var answer =
        page.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    assertThat(answer.path("exceptionDetails").isMissingNode())
        .as("%s: %s", expression, answer)
        .isTrue();
    return answer.path("result").path("value");
  }

  String text(String selector) {
    return value("document.querySelector('%s').innerText".formatted(selector)).asText();
  }

  /** Waits until what stands there does not change any more. */
  String settled(String selector) throws InterruptedException {
    for (var before = text(selector); ; ) {
      Thread.sleep(3000);
      var after = text(selector);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
  }

  /** Waits, a minute at most, until an expression is true. */
  void until(String expression) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!value("!!(" + expression + ")").asBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", expression).isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  void click(String selector) {
    var at = centre(selector);
    mouse("mousePressed", at[0], at[1]);
    mouse("mouseReleased", at[0], at[1]);
  }

  /** Draws one stroke: places are fractions of the element, x and y in turn. */
  void stroke(String selector, double... places) {
    var box = box(selector);
    for (int i = 0; i < places.length; i += 2) {
      double x = box.path("x").asDouble() + places[i] * box.path("width").asDouble();
      double y = box.path("y").asDouble() + places[i + 1] * box.path("height").asDouble();
      mouse(i == 0 ? "mousePressed" : "mouseMoved", x, y);
      if (i == places.length - 2) {
        mouse("mouseReleased", x, y);
      }
    }
  }

  private void mouse(String type, double x, double y) {
    page.call(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  private double[] centre(String selector) {
    value("document.querySelector('%s').scrollIntoView({block: 'center'})".formatted(selector));
    var box = box(selector);
    return new double[] {
      box.path("x").asDouble() + box.path("width").asDouble() / 2,
      box.path("y").asDouble() + box.path("height").asDouble() / 2
    };
  }

  private JsonNode box(String selector) {
    return value(
        "document.querySelector('%s').getBoundingClientRect().toJSON()".formatted(selector));
  }

  void key(String name, int code) {
    for (var type : List.of("keyDown", "keyUp")) {
      page.call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", name, "code", name, "windowsVirtualKeyCode", code));
    }
  }

  /** Drops a file on the page, as from a file manager. */
  void drop(String selector, Path file, String type) throws IOException {
    var bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    value(
        """
        (async () => {
          const bytes = Uint8Array.from(atob('%s'), c => c.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], '%s', {type: '%s'}));
          document.querySelector('%s').dispatchEvent(
            new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
        })()
        """
            .formatted(bytes, file.getFileName(), type, selector));
  }

  void size(int width, int height) {
    page.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void dark(boolean dark) {
    var feature = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    page.call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** A picture of the page, where the property {@code screenshots} names a folder for them. */
  void screenshot(String name) throws IOException {
    var folder = System.getProperty("screenshots");
    if (folder != null) {
      var shot = page.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
      var bytes = Base64.getDecoder().decode(shot.path("data").asText());
      Files.write(Files.createDirectories(Path.of(folder)).resolve(name + ".png"), bytes);
    }
  }

  /** Nothing on the console, and no serious fault for those who see, hear or move otherwise. */
  void isWellMade() {
    value(new String(WebJar.file("axe-core", "axe.min.js"), StandardCharsets.UTF_8));
    var found =
        value(
            """
            axe.run().then(all => all.violations
              .filter(one => ['serious', 'critical'].includes(one.impact))
              .map(one => one.id + ': ' + one.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')))
            """);
    assertThat(found).as("axe's serious faults").isEmpty();
    assertThat(value("document.documentElement.scrollWidth <= innerWidth").asBoolean())
        .as("nothing stands out at the side")
        .isTrue();
    assertThat(page.faults()).as("the console").isEmpty();
  }

  List<String> faults() {
    return page.faults();
  }

  @Override
  public void close() {
    page.close();
    client.close();
    end(process);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
