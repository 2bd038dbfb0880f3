package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples compile as they stand. That they run from published jars alone is checked by {@code
 * examples/release-check}, the one on Spring too.
 */
final class ExamplesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"class-path", "module-path", "single-file"})
  void anExampleCompilesAsItStands(String example) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    var options =
        List.of(
            "-Xlint:all,-path",
            "-Werror",
            "-d",
            folder.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(sources(example));
      assertThat(compiler.getTask(said, files, null, options, null, sources).call())
          .as(said.toString())
          .isTrue();
    }
  }

  /** Without the module's descriptor: here all is on the class path. */
  private static List<Path> sources(String example) throws IOException {
    try (Stream<Path> files = Files.walk(Repository.root().resolve("examples").resolve(example))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    }
  }
}
