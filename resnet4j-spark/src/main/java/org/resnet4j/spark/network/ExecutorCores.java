package org.resnet4j.spark.network;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** How many cores Spark gave this JVM. */
final class ExecutorCores {
  private static final String CONF = "spark.executor.cores";
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+)(,\\s*\\d+)?]");

  /** An executor is told its cores on its command line only, where {@code CONF} is not set. */
  private static final Pattern COMMAND = Pattern.compile("ExecutorBackend .*--cores (\\d+)");

  private ExecutorCores() {}

  /** Of this JVM; all of the machine's where Spark does not limit them. */
  static int here(SparkConf conf) {
    var command = System.getProperty("sun.java.command", "");
    return told(conf.get("spark.master", ""), command, Optional.ofNullable(conf.get(CONF, null)))
        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  static Optional<Integer> told(String master, String command, Optional<String> conf) {
    var local = LOCAL.matcher(master);
    if (local.matches()) {
      return Optional.of(Integer.valueOf(local.group(1)));
    }
    if (master.startsWith("local")) {
      return master.equals("local") ? Optional.of(1) : Optional.empty();
    }
    var own = COMMAND.matcher(command);
    return own.find() ? Optional.of(Integer.valueOf(own.group(1))) : conf.map(Integer::valueOf);
  }
}
