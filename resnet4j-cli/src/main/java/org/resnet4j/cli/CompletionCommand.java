package org.resnet4j.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script for bash and zsh. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(resnet4j completion)",
      "  resnet4j completion >> ~/.bashrc          # or ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Supplier<CommandLine> whole;

  @Spec CommandSpec spec;

  /**
   * @param whole the command line with all of its commands
   */
  CompletionCommand(Supplier<CommandLine> whole) {
    this.whole = whole;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("resnet4j", whole.get()));
    out.flush();
    return 0;
  }
}
