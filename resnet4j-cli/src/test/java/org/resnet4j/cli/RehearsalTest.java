package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does after a build, so that later commands start fast. */
final class RehearsalTest {
  private static final Path ROOT = Repository.root();
  private static final String STACK_MAPS = "resnet4j-cli/src/launcher/StackMaps.java";
  private static final int JAVA_7 = 51;

  @TempDir Path folder;

  @Test
  void itRunsEveryCommandThatItNamesToItsEnd() throws Exception {
    var digit = ROOT.resolve("examples/seven.png").toString();
    var line = Started.program(Rehearsal.class);
    line.add(digit);
    var said = said(line);
    assertThat(said)
        .contains("resnet4j ", "Usage: resnet4j predict", "25,557,032", "\"parameters\"")
        .contains("seven.png: 7 ")
        .doesNotContainPattern("(?m)^resnet4j: ");
  }

  /** Whoever reads picocli's jar with stack maps is told the same, to the letter. */
  @Test
  void picocliWithStackMapsSaysWhatItSaysWithout() throws Exception {
    assumeTrue(Runtime.version().feature() >= 24, "the JDK reads and writes class files since 24");
    var jar = Files.copy(picocli(), folder.resolve("picocli.jar"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    said(List.of(java, ROOT.resolve(STACK_MAPS).toString(), jar.toString()));
    assertThat(versions(jar)).hasSizeGreaterThan(100).allMatch(version -> version >= JAVA_7);
    for (var words : List.of("--help", "train --help", "launch --processes", "models --no-such")) {
      assertThat(said(program(jar, words))).isEqualTo(said(program(picocli(), words)));
    }
  }

  private static Path picocli() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(".*picocli[^/]*\\.jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  /** The command line that finds picocli in this jar first. */
  private static List<String> program(Path picocli, String words) {
    var line = Started.program();
    int path = line.indexOf("-cp") + 1;
    line.set(path, picocli + File.pathSeparator + line.get(path));
    line.addAll(List.of(words.split(" ")));
    return line;
  }

  /** The versions of all class files but the module's. */
  private static List<Integer> versions(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().matches("picocli/.*\\.class"))
          .map(
              entry -> {
                try (var bytes = new DataInputStream(file.getInputStream(entry))) {
                  bytes.skipNBytes(6);
                  return bytes.readUnsignedShort();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  private String said(List<String> line) throws Exception {
    var out = folder.resolve("said.txt");
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    assertThat(builder.redirectOutput(out.toFile()).start().waitFor()).isLessThan(3);
    return Files.readString(out);
  }
}
