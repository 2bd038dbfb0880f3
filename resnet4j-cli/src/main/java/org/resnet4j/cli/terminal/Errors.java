package org.resnet4j.cli.terminal;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns an error into one sentence on standard error and an exit code. */
public final class Errors {
  private Errors() {}

  /** Wrong usage: exit code 2. */
  public static int usage(ParameterException e, boolean debug) {
    var line = e.getCommandLine();
    String help = line.getCommandSpec().qualifiedName() + " --help";
    var language = Speaking.of(line.getCommandSpec());
    var sentence = language.say(oneLine(message(e)));
    line.getErr().println("resnet4j: %s (%s)".formatted(sentence, language.say("see " + help)));
    trace(e, line, debug);
    return CommandLine.ExitCode.USAGE;
  }

  /** Anything else: exit code 1. */
  public static int failure(Throwable e, CommandLine line, boolean debug) {
    var language = Speaking.of(line.getCommandSpec());
    line.getErr().println("resnet4j: " + language.say(oneLine(sentence(e))));
    trace(e, line, debug);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The error as a sentence for the user. */
  public static String sentence(Throwable problem) {
    return switch (problem) {
      case UncheckedIOException e when e.getCause() != null -> sentence(e.getCause());
      case NoSuchFileException e -> "there is no file " + e.getFile();
      case FileNotFoundException e -> "cannot open " + e.getMessage();
      case NotDirectoryException e -> e.getFile() + " is not a folder";
      case FileAlreadyExistsException e -> e.getFile() + " is in the way";
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case FileSystemException e when e.getReason() != null ->
          "%s: %s".formatted(e.getFile(), e.getReason());
      case OutOfMemoryError e ->
          "out of memory (%s): the Java heap has %d MB at most; give it more with JAVA_OPTS=-Xmx4g"
              .formatted(e.getMessage(), Runtime.getRuntime().maxMemory() >> 20);
      default -> {
        String message = problem.getMessage();
        yield message == null || message.isBlank() ? problem.getClass().getSimpleName() : message;
      }
    };
  }

  private static String message(ParameterException e) {
    String message = sentence(e);
    if (e instanceof UnmatchedArgumentException unmatched) {
      var word = unmatched.getUnmatched().getFirst();
      boolean command = e.getCommandLine().getParent() == null && !word.startsWith("-");
      message = command ? "there is no command '%s'".formatted(word) : message;
      var nearest = unmatched.getSuggestions();
      if (!nearest.isEmpty() && !message.contains("?")) {
        message += "; did you mean " + String.join(" or ", nearest) + "?";
      }
    }
    return message;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static void trace(Throwable e, CommandLine line, boolean debug) {
    if (debug) {
      e.printStackTrace(line.getErr());
    }
  }
}
