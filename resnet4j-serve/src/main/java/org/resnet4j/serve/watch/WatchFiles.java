package org.resnet4j.serve.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.internal.files.WebJar;

/** The page's files: ours, and the charts' library. */
final class WatchFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "watch.html", "text/html; charset=utf-8",
          "watch.css", "text/css; charset=utf-8",
          "watch.js", "text/javascript; charset=utf-8",
          "charts.js", "text/javascript; charset=utf-8",
          "watch-words.js", "text/javascript; charset=utf-8",
          "uplot.js", "text/javascript; charset=utf-8",
          "uplot.css", "text/css; charset=utf-8");

  private WatchFiles() {}

  static Optional<String> type(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }

  static byte[] bytes(String name) {
    return switch (name) {
      case "uplot.js" -> WebJar.file("uplot", "dist/uPlot.iife.min.js");
      case "uplot.css" -> WebJar.file("uplot", "dist/uPlot.min.css");
      default -> own(name);
    };
  }

  private static byte[] own(String name) {
    try (var in = WatchFiles.class.getResourceAsStream("/org/resnet4j/serve/pages/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
