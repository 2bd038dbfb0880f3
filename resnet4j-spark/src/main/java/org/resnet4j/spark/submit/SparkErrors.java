package org.resnet4j.spark.submit;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns an error, also one of a task, into one sentence on standard error and an exit code. */
final class SparkErrors {
  /** How Spark's driver quotes what a task threw: exceptions of ours, and those with a sentence. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?:org\\.resnet4j\\.[\\w.$]+|java\\.lang\\.IllegalArgumentException): ([^\\r\\n]+)");

  private SparkErrors() {}

  static int usage(ParameterException e, String[] args) {
    var line = e.getCommandLine();
    line.getErr()
        .println(
            "resnet4j: %s (see %s --help)"
                .formatted(oneLine(e.getMessage()), line.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  static int failure(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println("resnet4j: " + sentence(e));
    return CommandLine.ExitCode.SOFTWARE;
  }

  static String sentence(Throwable problem) {
    for (var e = problem; e != null; e = e.getCause()) {
      if (e.getClass().getName().startsWith("org.resnet4j.") && e.getMessage() != null) {
        return oneLine(e.getMessage());
      }
    }
    var message = String.valueOf(problem.getMessage());
    var quoted = QUOTED.matcher(message);
    return quoted.find() ? oneLine(quoted.group(1)) : firstLine(problem, message);
  }

  private static String firstLine(Throwable problem, String message) {
    var first = message.strip().lines().findFirst().orElse("");
    return first.isEmpty() || problem.getMessage() == null
        ? problem.getClass().getSimpleName()
        : first;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
