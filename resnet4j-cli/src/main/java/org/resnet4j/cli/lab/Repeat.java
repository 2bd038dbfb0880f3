package org.resnet4j.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The command that repeats a measurement: all that its user gave, and the defaults by name. */
final class Repeat {
  /** Options that say where to and how an answer goes, and change no number. */
  private static final Set<String> NOT_THE_MEASUREMENT =
      Set.of("--json", "--output", "--budget", "--debug", "--slides", "--lang");

  private Repeat() {}

  /**
   * As a user types it.
   *
   * @param defaults options with their values that stand in the command even if nobody gave them
   */
  static String command(CommandSpec spec, String subject, Map<String, String> defaults) {
    var words = new ArrayList<>(List.of("./" + spec.qualifiedName()));
    if (!subject.isEmpty()) {
      words.add(quoted(subject));
    }
    var given = spec.commandLine().getParseResult();
    for (var option : spec.options()) {
      var name = option.longestName();
      boolean matched = given != null && given.hasMatchedOption(option);
      if (NOT_THE_MEASUREMENT.contains(name) || defaults.containsKey(name) || !matched) {
        continue;
      }
      words.add(name);
      if (option.arity().max() > 0) {
        words.add(quoted(String.join(",", given.matchedOption(name).originalStringValues())));
      }
    }
    defaults.forEach(
        (name, value) -> {
          words.add(name);
          words.add(quoted(value));
        });
    return String.join(" ", words);
  }

  /** As a POSIX shell reads it back. */
  private static String quoted(String word) {
    return word.matches("[\\p{L}\\p{N}_.,:/=+@%-]+")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
