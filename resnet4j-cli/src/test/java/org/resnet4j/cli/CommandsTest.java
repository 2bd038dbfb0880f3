package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.zoo.Zoo;
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
  void withoutACommandTheyAreListed() {
    var listed = Ran.command().done().out();
    assertThat(Resnet4j.whole().getSubcommands().keySet())
        .allSatisfy(command -> assertThat(listed).containsPattern("(?m)^  " + command + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict x.png --top 0",
        "evaluate --weights mnist --batch-size 2000000000",
        "evaluate --weights mnist --threads -3",
        "train --workers 100000",
        "train --epochs 0",
        "train --lr NaN",
        "analyze lesion resnet20 --swaps 1,0",
        "analyze gradients resnet20 --images 0",
        "experiment degradation --seeds 0",
        "describe resnet20 --classes -1"
      })
  void aNumberOutOfRangeIsWrongUsage(String words) {
    var arguments = words.split(" ");
    Ran.command(arguments).failedWith(2, arguments[arguments.length - 2], "must be from");
  }

  static Stream<String> listings() {
    return Stream.concat(
        Stream.of("", "models", "recipes", "experiment --list", "doctor"),
        Stream.concat(
            Zoo.names().stream().map(model -> "describe " + model),
            Recipes.names().stream().map(recipe -> "recipes " + recipe)));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void whatIsPrintedFitsEightyColumns(String words) {
    var ran = words.isEmpty() ? Ran.command() : Ran.command(words.split(" "));
    assertThat(ran.done().out().lines()).allMatch(line -> line.length() <= 80);
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
