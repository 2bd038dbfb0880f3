package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source is as google-java-format writes it. A test, because Maven itself may run on a JDK
 * that cannot parse our sources, and tests run on the toolchain's; see docs/adr.
 */
final class FormattingTest {

  @Test
  void everySourceIsFormatted() throws IOException {
    var untidy = sources().parallelStream().filter(source -> !isFormatted(source)).toList();
    assertThat(untidy).as("run: java -jar google-java-format.jar -i FILES").isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Repository.root())) {
      var sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/"))
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      return sources;
    }
  }

  private static boolean isFormatted(Path source) {
    try {
      var text = Files.readString(source);
      return text.equals(new Formatter().formatSourceAndFixImports(text));
    } catch (FormatterException e) {
      throw new AssertionError(source + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
