package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.terminal.Lines;

/**
 * The tutorial's commands, run as they stand; of those marked with minutes the words are checked,
 * and {@link TutorialTerminalIT} runs them.
 */
class TutorialTest {
  private static final String PROMPT = "./resnet4j ";
  @TempDir Path folder;
  private final List<String> ran = new ArrayList<>();

  @Test
  void everyCommandOfTheTutorialWorksWithinEightyColumns() throws IOException {
    System.setProperty("resnet4j.columns", "80");
    for (var line : commands("docs/tutorial.md")) {
      var arguments = arguments(line);
      if (line.contains("#")) {
        Resnet4j.commandLine(arguments).parseArgs(arguments);
      } else {
        assertFits(line, Ran.command(arguments).done());
        ran.add(line);
        if (!line.startsWith("train")) { // into the same folder it would not train again
          var korean = Arrays.copyOf(arguments, arguments.length + 1);
          korean[arguments.length] = "--lang=ko";
          assertFits(line, Ran.command(korean).done());
        }
      }
    }
    assertThat(ran).hasSizeGreaterThan(6);
    assertThat(folder.resolve("runs/flow/report.html")).isNotEmptyFile();
  }

  private static void assertFits(String line, Ran done) {
    assertThat((done.out() + "\n" + done.err()).lines())
        .as(line)
        .allMatch(printed -> Lines.columns(printed) <= 80);
  }

  @AfterEach
  void forgetTheTerminal() {
    System.clearProperty("resnet4j.columns");
  }

  @Test
  void theKoreanTutorialHasTheSameCommands() throws IOException {
    assertThat(commands("docs/tutorial.ko.md")).isEqualTo(commands("docs/tutorial.md"));
  }

  @Test
  void theNetworkOfYourOwnIsTheOneOfTheExamplesInBothLanguages() throws IOException {
    var source = Repository.root().resolve("examples/single-file/OwnNetwork.java");
    var program = Files.readString(source).replaceAll("(?s)^.*?(?=/\\*\\* A residual network)", "");
    assertThat(program.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(40);
    for (var tutorial : List.of("docs/tutorial.md", "docs/tutorial.ko.md")) {
      assertThat(Files.readString(Repository.root().resolve(tutorial))).contains(program);
    }
  }

  /** Section by section, as their headings are numbered. */
  @Test
  void theKoreanDocumentsHaveEverySection() throws IOException {
    for (var document : List.of("README", "docs/tutorial")) {
      assertThat(headings(document + ".ko.md")).isEqualTo(headings(document + ".md"));
    }
  }

  private static List<String> headings(String document) throws IOException {
    return Files.readAllLines(Repository.root().resolve(document)).stream()
        .filter(line -> line.matches("##? .*"))
        .map(line -> line.replaceAll("^(#+ (\\d+\\.)?).*", "$1"))
        .toList();
  }

  @Test
  void theKoreanReadmesCommandsAreCommands() throws IOException {
    for (var line : commands("README.ko.md")) {
      var arguments = arguments(line);
      Resnet4j.commandLine(arguments).parseArgs(arguments);
    }
  }

  /** What stands behind the prompt in blocks of shell. */
  private static List<String> commands(String file) throws IOException {
    var commands = new ArrayList<String>();
    boolean inside = false;
    for (var line : Files.readAllLines(Repository.root().resolve(file))) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside && line.startsWith(PROMPT)) {
        commands.add(line.substring(PROMPT.length()));
      }
    }
    assertThat(commands).as(file).isNotEmpty();
    return commands;
  }

  /** As a shell would split it; run folders lie in the test's own. */
  private String[] arguments(String line) {
    var words = line.replaceAll("#.*", "").trim().split("\\s+");
    return Arrays.stream(words)
        .map(word -> word.startsWith("runs/") ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
  }
}
