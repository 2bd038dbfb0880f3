package org.resnet4j.cli.terminal;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.resnet4j.report.language.Language;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The answer of a command that reports results: text on standard output, or with {@code --json} one
 * JSON object and nothing else there. Progress and notes go to standard error either way.
 */
public final class Answer {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--json",
      description = "Print one JSON object on standard output, and nothing else there.")
  boolean json;

  private boolean quiet;

  /** Of a command that has notes and no results. */
  public static Answer notes(CommandSpec command) {
    var answer = new Answer();
    answer.command = command;
    return answer;
  }

  /** From now on nothing is said: another process speaks. */
  public void silence() {
    quiet = true;
  }

  /** Whether JSON was requested. */
  public boolean json() {
    return json;
  }

  /** The language that the user reads. */
  public Language language() {
    return Speaking.of(command);
  }

  /** Prints the answer in the requested form. */
  public int give(Map<String, ?> fields, Consumer<PrintWriter> text) {
    if (quiet) {
      return 0;
    }
    var out = command.commandLine().getOut();
    if (json) {
      out.println(Json.write(fields));
    } else {
      text.accept(out);
    }
    out.flush();
    return 0;
  }

  /** An English text in the user's language. */
  public String say(String english) {
    return language().say(english);
  }

  /** A text made of values, in the user's language; numbers are written as in English. */
  public String say(String english, Object... values) {
    return say(String.format(Locale.ROOT, english, values));
  }

  /** Prints a text made of values in the user's language, in lines that fit the terminal. */
  public void tell(PrintWriter out, String english, Object... values) {
    Lines.fit(say(english, values)).forEach(out::println);
  }

  /** A table whose heads are in the user's language. */
  public Table table(String... heads) {
    return new Table(Arrays.stream(heads).map(this::say).toArray(String[]::new));
  }

  /** A note for the user in the user's language, on standard error. */
  public void note(String english) {
    note("", english);
  }

  /** The same behind a few words that the lines after the first are indented under. */
  public void note(String first, String english) {
    if (quiet) {
      return;
    }
    var err = command.commandLine().getErr();
    Lines.fit(say(first), say(english)).forEach(err::println);
    err.flush();
  }
}
