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

/** The library's comments pass the JDK's own checks. */
final class JavadocTest {
  @TempDir Path folder;

  /** Those without engines: the JDK warns of the Vector API's module, libtorch may be left out. */
  private static final List<String> MODULES =
      List.of("core", "lab", "report", "export", "int8", "serve", "cli");

  @Test
  void everyLinkNameAndTagIsRight() throws IOException {
    hasNoWarning(MODULES, "-Xdoclint:all,-missing");
  }

  /** Types, members, parameters, results, errors: all that a user of the library sees. */
  @Test
  void whatIsExportedIsDocumented() throws IOException {
    hasNoWarning(
        List.of("core"),
        "-Xdoclint:all",
        "-Xdoclint/package:-org.resnet4j.internal.*,-org.resnet4j.data.pixels");
  }

  private void hasNoWarning(List<String> modules, String... checks) throws IOException {
    var javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
    var words =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-Werror",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path")));
    words.addAll(List.of(checks));
    for (var module : modules) {
      sources(module).forEach(source -> words.add(source.toString()));
    }
    var said = new StringWriter();
    var printer = new PrintWriter(said);
    int status = javadoc.run(printer, printer, words.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
  }

  private static List<Path> sources(String module) throws IOException {
    var folder = Repository.root().resolve("resnet4j-" + module + "/src/main/java");
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    }
  }
}
