package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.terminal.Lines;

/**
 * Every command of the tutorial as a user of a terminal of 80 columns types it: through the
 * launcher, which asks the terminal for its width. The terminal is {@code script}'s. What takes
 * hours is measured in English; in Korean the same folder has its parts.
 */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
final class TutorialTerminalIT {
  private static final int COLUMNS = 80;
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  @TempDir Path folder;

  @Test
  void everyCommandFitsTheTerminal() throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "there is no " + SCRIPT + " here");
    var commands = commands("docs/tutorial.md");
    assertThat(commands).hasSizeGreaterThan(14).contains("train", "experiment mnist");
    assertThat(commands("docs/tutorial.ko.md")).isEqualTo(commands);
    for (var command : commands) {
      fits(command, "en");
      fits(inAnotherFolder(command), "ko");
    }
    for (var language : List.of("en", "ko")) {
      fits("", language);
      fits("train --help", language);
    }
  }

  /** Into the same folder {@code train} would not train again. */
  private static String inAnotherFolder(String command) {
    if (!command.startsWith("train")) {
      return command;
    }
    return command.contains("--output") ? command + "-ko" : command + " --output runs/mnist-ko";
  }

  private static List<String> commands(String tutorial) throws IOException {
    return Files.readAllLines(Repository.root().resolve(tutorial)).stream()
        .filter(line -> line.startsWith("./resnet4j "))
        .map(line -> line.replaceAll("^./resnet4j|#.*", "").strip())
        .toList();
  }

  private void fits(String command, String language) throws Exception {
    var shown = typed(command, language);
    assertThat(shown.strip()).as(command).isNotEmpty();
    if (language.equals("ko")) {
      assertThat(shown).as(command).containsPattern("[가-힣]");
    }
    for (var line : shown.split("\n")) {
      // a line that is redrawn goes back to its beginning; colours take no room
      assertThat(Arrays.stream(line.split("\r")).map(TutorialTerminalIT::withoutColours))
          .as(command)
          .allMatch(part -> Lines.columns(part) <= COLUMNS);
    }
  }

  private static String withoutColours(String text) {
    return text.replaceAll("\u001B\\[[0-9;]*[A-Za-z]", "");
  }

  private String typed(String command, String language) throws IOException, InterruptedException {
    var launcher = Repository.root().resolve("resnet4j");
    var line = "stty cols %d rows 24; exec '%s' %s".formatted(COLUMNS, launcher, command);
    var log = folder.resolve("log").toFile();
    var builder = new ProcessBuilder(List.of(SCRIPT.toString(), "-qefc", line, "/dev/null"));
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log);
    builder.environment().keySet().removeAll(List.of("COLUMNS", "LC_CTYPE", "LANG", "LC_ALL"));
    builder.environment().put("JAVA_OPTS", "-Duser.language=" + language);
    builder.environment().put("RESNET4J_BUILD", "never");
    var process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(5, TimeUnit.HOURS)).as(command).isTrue();
    var shown = Files.readString(log.toPath(), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(shown).isZero();
    return shown;
  }
}
