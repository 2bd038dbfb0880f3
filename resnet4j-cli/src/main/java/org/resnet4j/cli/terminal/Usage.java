package org.resnet4j.cli.terminal;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An error in an option's value is wrong usage, reported in the parser's own words. */
public final class Usage {
  private Usage() {}

  public static <T> T of(CommandSpec command, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), Errors.sentence(e), e);
    }
  }
}
