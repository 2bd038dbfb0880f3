package org.resnet4j.spark.submit;

import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code spark-submit} runs. */
@Command(
    name = "resnet4j-spark",
    mixinStandardHelpOptions = true,
    description = "Labels pictures and trains networks on Apache Spark.",
    subcommands = {SparkClassifyCommand.class, SparkTrainCommand.class})
public final class SparkApplication {
  private SparkApplication() {}

  /**
   * Runs one command; the process ends with its exit code: 0 done, 1 failed, 2 wrong usage.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    int code = 1;
    try {
      code = run(args);
    } finally {
      var session = SparkSession.getDefaultSession();
      if (session.isDefined()) {
        session.get().stop();
      }
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  /** The same within a JVM that goes on. */
  static int run(String... args) {
    return new CommandLine(new SparkApplication())
        .setParameterExceptionHandler(SparkErrors::usage)
        .setExecutionExceptionHandler(SparkErrors::failure)
        .execute(args);
  }
}
