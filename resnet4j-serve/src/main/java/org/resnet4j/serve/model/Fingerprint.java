package org.resnet4j.serve.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.resnet4j.serve.setting.ModelOpening;

/**
 * What a file or folder looks like from outside: names, sizes and times. Another look, another
 * content.
 *
 * @param text empty where nothing is
 */
record Fingerprint(String text) {
  private static final int DEPTH = 2;
  private static final int MOST = 1000;

  /** Of weights and the graph that lies beside them. */
  static Fingerprint ofModel(Path weights) {
    var own = of(weights);
    return own.nothing()
        ? own
        : ModelOpening.graphBeside(weights)
            .map(graph -> new Fingerprint(own.text + "\n" + look(graph)))
            .orElse(own);
  }

  static Fingerprint of(Path path) {
    try (var files = Files.walk(path, DEPTH)) {
      return new Fingerprint(
          files.limit(MOST).map(Fingerprint::look).sorted().collect(Collectors.joining("\n")));
    } catch (IOException | UncheckedIOException e) {
      return new Fingerprint("");
    }
  }

  boolean nothing() {
    return text.isEmpty();
  }

  private static String look(Path file) {
    try {
      return "%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return file + " is gone";
    }
  }
}
