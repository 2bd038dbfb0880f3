package org.resnet4j.cli.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Analyses one network. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    description = "Analyse a network: gradients, responses, loss landscape, lesions.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AnalyzeGradientsCommand.class,
      AnalyzeResponsesCommand.class,
      AnalyzeLandscapeCommand.class,
      AnalyzeLesionCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j analyze gradients plain56 --data mnist-sample",
      "  resnet4j analyze lesion resnet20 --weights model.safetensors --data mnist",
      "",
      "Each writes a report, charts and tables into the folder that --output names."
    })
public final class AnalyzeCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a subcommand is missing: gradients, responses, landscape or lesion");
  }
}
