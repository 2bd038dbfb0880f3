package org.resnet4j.serve.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.resnet4j.serve.protocol.Reply;

/** The files of the pages, which come with the library: nothing else can be reached. */
final class Pages {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "classify.css", "text/css; charset=utf-8",
          "classify.js", "text/javascript; charset=utf-8",
          "words.js", "text/javascript; charset=utf-8",
          "openapi.json", "application/json");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data: blob:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private Pages() {}

  static boolean has(String path) {
    return TYPES.containsKey(name(path));
  }

  private static String name(String path) {
    return path.isEmpty() ? "index.html" : path;
  }

  /** A page that there is. */
  static Reply of(String path) {
    var name = name(path);
    return new Reply(200, TYPES.get(name), Map.of(), bytes(name))
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private static byte[] bytes(String name) {
    try (var in = Pages.class.getResourceAsStream("/org/resnet4j/serve/pages/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
