package org.resnet4j.cli.terminal;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a reader of options does not like is wrong usage, told in its own words. */
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
