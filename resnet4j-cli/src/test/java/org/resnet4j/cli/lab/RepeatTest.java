package org.resnet4j.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.cli.Ran;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command under "Reproduce it" is the command that was given. */
final class RepeatTest {
  /** Where to and how the answer goes. */
  private static final List<String> LEFT_OUT =
      List.of("--json", "--output", "--budget", "--debug", "--slides", "--lang");

  /** All options at once: none may be lost, however many there will be. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "experiment",
        "analyze gradients",
        "analyze responses",
        "analyze lesion",
        "analyze landscape"
      })
  void everyOptionIsRepeatedWithItsValue(String words) {
    var whole = Ran.parser();
    var given = new ArrayList<>(List.of(words.split(" ")));
    var command = whole;
    for (var name : words.split(" ")) {
      command = command.getSubcommands().get(name);
    }
    var options = command.getCommandSpec().options();
    options.stream().filter(option -> !isHelp(option)).forEach(option -> give(option, given));
    given.add("subject");
    var parsed = whole.parseArgs(given.toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    var repeated = Repeat.command(parsed.commandSpec(), "subject", Map.of());
    assertThat(repeated).startsWith("./resnet4j " + words + " subject ");
    for (var option : options) {
      var name = option.longestName();
      boolean kept = !isHelp(option) && !LEFT_OUT.contains(name);
      var value = option.arity().max() > 0 ? " " + value(option) : "";
      assertThat((repeated + " ").contains(" " + name + value + " ")).as(name).isEqualTo(kept);
    }
  }

  private static boolean isHelp(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private static void give(OptionSpec option, List<String> words) {
    words.add(option.longestName());
    if (option.arity().max() > 0) {
      words.add(value(option).replace("'", ""));
    }
  }

  /** One that its parser takes; a word with a space is quoted for the shell. */
  private static String value(OptionSpec option) {
    return switch (option.longestName()) {
      case "--engine" -> "vector";
      case "--device" -> "cpu";
      case "--precision" -> "fp32";
      case "--kernels" -> "portable";
      case "--lang" -> "ko";
      case "--budget" -> "20m";
      case "--shortcut" -> "A";
      case "--stem" -> "small";
      case "--stride-placement" -> "paper";
      case "--weights", "--output" -> "'my net'";
      case "--data" -> "mnist-sample";
      case "--ignore" -> "'loss.*,a b'";
      case "--state" -> "ema";
      default -> "3";
    };
  }

  @Test
  void aListStaysOne() {
    var whole = Ran.parser();
    var parsed = whole.parseArgs("experiment", "degradation", "--depths", "8,14", "--depths", "20");
    assertThat(Repeat.command(spec(parsed), "degradation", Map.of()))
        .isEqualTo("./resnet4j experiment degradation --depths 8,14,20");
  }

  private static CommandLine.Model.CommandSpec spec(CommandLine.ParseResult parsed) {
    return parsed.subcommand().commandSpec();
  }
}
