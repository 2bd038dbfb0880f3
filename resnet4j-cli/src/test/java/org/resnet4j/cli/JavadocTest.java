package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's comments pass the JDK's own checks: every link, name and tag in them is right. */
final class JavadocTest {
  @TempDir Path folder;

  @Test
  void javadocOfTheLibraryHasNoWarning() throws IOException {
    var javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
    var words =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-Xdoclint:all,-missing",
                "-Werror",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path")));
    sources().forEach(source -> words.add(source.toString()));
    var said = new StringWriter();
    var printer = new PrintWriter(said);
    int status = javadoc.run(printer, printer, words.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Repository.root().resolve("resnet4j-core/src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    }
  }
}
