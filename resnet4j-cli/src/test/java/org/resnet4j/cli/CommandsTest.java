package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandsTest {

  /** Every command and subcommand by what a user types. */
  static Stream<String> commands() {
    return words("", Resnet4j.whole());
  }

  private static Stream<String> words(String before, CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .flatMap(
            entry -> {
              var name = (before + " " + entry.getKey()).strip();
              return Stream.concat(Stream.of(name), words(name, entry.getValue()));
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String words) {
    var ran = Ran.command((words + " --help").split(" "));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Usage: resnet4j " + words, "Examples:");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }

  /** A longer line would be broken, and what is pasted from it would be another command. */
  @ParameterizedTest
  @MethodSource("commands")
  void noExampleIsBrokenInTwo(String words) {
    var line = Resnet4j.whole();
    for (var word : words.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    var shown = Ran.command((words + " --help").split(" ")).out();
    assertThat(line.getCommandSpec().usageMessage().footer())
        .allSatisfy(footer -> assertThat(shown.lines()).contains(footer));
  }

  @Test
  void noCommandIsWrongUsage() {
    Ran.command().failedWith(2, "command");
  }

  @Test
  void aMistypedCommandIsWrongUsageWithTheNearest() {
    Ran.command("descrbe").failedWith(2, "describe");
  }

  @Test
  void modelsListsTheZoo() {
    var models = Ran.command("models", "--json").done().json().get("models");
    assertThat(models.findValuesAsText("model")).contains("resnet50", "plain56", "lenet5_1998");
  }

  @Test
  void recipesAreListedAndShown() {
    assertThat(Ran.command("recipes").done().out()).contains("mnist", "paper-cifar10");
    var one = Ran.command("recipes", "paper-cifar10", "--json").done().json();
    assertThat(one.at("/recipe/optimisation/learningRate").asDouble()).isEqualTo(0.1);
    Ran.command("recipes", "secret").failedWith(2, "secret", "mnist");
  }

  @Test
  void theCompletionScriptKnowsEveryCommand() {
    var script = Ran.command("completion").done().out();
    commands().forEach(words -> assertThat(script).contains(words.split(" ")));
  }

  @Test
  void debugShowsTheStackTrace() {
    var ran = Ran.command("recipes", "secret", "--debug");
    assertThat(ran.err()).contains("at org.resnet4j");
  }
}
