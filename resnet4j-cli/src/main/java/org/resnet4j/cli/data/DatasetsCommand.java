package org.resnet4j.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Data sets: list, fetch, verify, preview. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    description = "List, fetch, verify and preview data sets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DatasetsListCommand.class,
      DatasetsFetchCommand.class,
      DatasetsVerifyCommand.class,
      DatasetsPreviewCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j datasets list",
      "  resnet4j datasets fetch cifar10",
      "  resnet4j datasets preview mnist --output seen.png"
    })
public final class DatasetsCommand implements Runnable {
  @Spec CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a subcommand is missing: list, fetch, verify or preview");
  }
}
