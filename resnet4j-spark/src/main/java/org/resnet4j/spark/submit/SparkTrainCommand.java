package org.resnet4j.spark.submit;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.resnet4j.spark.SparkTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains one network with several processes that Spark places. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train one network with several processes, placed by Spark.",
      "Executors need the jars of resnet4j's command line. Linux only."
    },
    footerHeading = "%nExample:%n",
    footer = "  train /shared/runs/pets --processes 4 -- --data /shared/pets --model resnet18")
final class SparkTrainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "The run folder, the same on all machines.")
  String folder = "";

  @Option(
      names = "--processes",
      paramLabel = "N",
      required = true,
      description = "Number of processes, a task of Spark each.")
  int processes;

  @Option(
      names = "--max-restarts",
      paramLabel = "K",
      description =
          "How often all start again from the last checkpoint where one fails"
              + " (default: ${DEFAULT-VALUE}).")
  int maxRestarts = 3;

  @Option(
      names = "--jvm-flags",
      split = " ",
      paramLabel = "FLAGS",
      description = "For the processes, as \"-Xmx8g\".")
  String[] flags = {};

  @Parameters(
      index = "1..*",
      paramLabel = "OPTION",
      description = "Options of resnet4j train, after --.")
  List<String> words = List.of();

  @Spec CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    var spark = SparkSession.builder().appName("resnet4j train " + folder).getOrCreate();
    var result =
        SparkTrainer.on(spark)
            .processes(processes)
            .restarts(maxRestarts)
            .output(folder)
            .jvmFlags(flags)
            .train(words.toArray(String[]::new));
    command.commandLine().getOut().println(result);
    command.commandLine().getOut().flush();
    return 0;
  }
}
