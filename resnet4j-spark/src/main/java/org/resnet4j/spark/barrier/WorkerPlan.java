package org.resnet4j.spark.barrier;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the workers of a training are told.
 *
 * @param words of the command {@code train}, without its folder
 * @param output the run folder, the same for all machines
 * @param flags of the workers' JVMs, after those that the engines need
 * @param restarts how often all of them may start again
 */
public record WorkerPlan(
    ArrayList<String> words, String output, ArrayList<String> flags, int restarts)
    implements Serializable {
  private static final String THREADS = "--threads";
  private static final String JSON = "--json";

  /**
   * The command line of a worker after its flags.
   *
   * @param cpus that Spark gave its task
   */
  List<String> command(int cpus) {
    var all = new ArrayList<String>();
    all.add("train");
    all.addAll(words);
    all.addAll(List.of("--output", output));
    if (!words.contains(THREADS)) {
      all.addAll(List.of(THREADS, Integer.toString(cpus)));
    }
    if (!words.contains(JSON)) {
      all.add(JSON);
    }
    return all;
  }
}
