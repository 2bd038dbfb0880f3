package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command beside results that are kept with their parts draws their page, figures and tables
 * again, and measures nothing.
 */
final class RedrawnResultsTest {
  private static final Path RESULTS = Repository.root().resolve("docs/results");

  @TempDir Path folder;

  static List<String> kept() throws IOException {
    try (var results = Files.list(RESULTS)) {
      return results
          .filter(one -> Files.isDirectory(one.resolve("parts")))
          .map(one -> one.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void theCommandBesideResultsDrawsThemAgain(String name) throws IOException {
    copy(RESULTS, folder.resolve("docs/results"));
    var again = folder.resolve("docs/results").resolve(name);
    var ran = Ran.command(command(name)).done();
    assertThat(ran.err()).doesNotContain("estimate:");
    assertThat(again.resolve("work")).doesNotExist();
    for (var file : files(RESULTS.resolve(name), "json", "csv")) {
      assertSame(file, again);
    }
    assumeTrue(
        List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
            .contains("Liberation Sans"),
        "figures are as wide as the letters of Liberation Sans");
    for (var file : files(RESULTS.resolve(name), "svg", "html")) {
      assertSame(file, again);
    }
  }

  private static void assertSame(Path kept, Path again) throws IOException {
    var drawn = again.resolve(RESULTS.resolve(again.getFileName()).relativize(kept));
    assertThat(Files.readString(drawn)).as(kept.toString()).isEqualTo(Files.readString(kept));
  }

  /** The one that the page names, in the test's folder. */
  private String[] command(String name) throws IOException {
    var line =
        Files.readAllLines(RESULTS.resolve(name).resolve("README.md")).stream()
            .filter(one -> one.startsWith("./resnet4j experiment " + name))
            .findFirst()
            .orElseThrow();
    assertThat(line).endsWith(" --output docs/results/" + name);
    var words = line.replace("docs/results", folder.resolve("docs/results").toString());
    return words.substring("./resnet4j ".length()).split(" ");
  }

  private static List<Path> files(Path place, String... kinds) throws IOException {
    try (var all = Files.walk(place)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> Stream.of(kinds).anyMatch(kind -> file.toString().endsWith("." + kind)))
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var file : all.filter(one -> one.toString().endsWith(".json")).toList()) {
        var target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
