package org.resnet4j.cli.terminal;

import org.resnet4j.report.language.Language;
import picocli.CommandLine.Model.CommandSpec;

/** The root command, which knows what language its user reads. */
public interface Speaking {
  /** The language of commands, help, pages and errors. */
  Language language();

  /** The language of the command line that this command belongs to. */
  static Language of(CommandSpec command) {
    var whole = command.commandLine().getCommandSpec().root();
    return whole.userObject() instanceof Speaking root ? root.language() : Language.ENGLISH;
  }
}
