package org.resnet4j.spark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the tasks took that wrote labels, as Spark's log of events has it, by executor and in
 * the order in which they began.
 */
record TaskTimes(Map<String, List<Task>> executors) {

  /**
   * A task.
   *
   * @param began milliseconds since 1970
   * @param millis until it had ended
   * @param rows that it wrote
   */
  record Task(long began, long millis, long rows) {}

  /** Reads the only log in a folder. */
  static TaskTimes in(Path folder) throws IOException {
    var all = new TreeMap<String, List<Task>>();
    var json = new ObjectMapper();
    try (var logs = Files.list(folder);
        var lines = Files.lines(logs.findFirst().orElseThrow())) {
      lines
          .filter(line -> line.contains("\"SparkListenerTaskEnd\""))
          .map(line -> read(json, line))
          .filter(event -> rows(event) > 0)
          .forEach(
              event -> {
                var info = event.path("Task Info");
                long began = info.path("Launch Time").asLong();
                all.computeIfAbsent(info.path("Executor ID").asText(), id -> new ArrayList<>())
                    .add(new Task(began, info.path("Finish Time").asLong() - began, rows(event)));
              });
    }
    all.values().forEach(tasks -> tasks.sort((a, b) -> Long.compare(a.began, b.began)));
    return new TaskTimes(all);
  }

  private static JsonNode read(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long rows(JsonNode event) {
    return event.path("Task Metrics").path("Output Metrics").path("Records Written").asLong();
  }

  /** The sum over the executors of their rates without their first tasks. */
  double warm() {
    return executors.values().stream()
        .map(tasks -> tasks.subList(1, tasks.size()))
        .mapToDouble(
            later ->
                later.stream().mapToLong(Task::rows).sum()
                    * 1e3
                    / later.stream().mapToLong(Task::millis).sum())
        .sum();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    executors.forEach(
        (executor, tasks) -> {
          text.append("executor ").append(executor).append(':');
          for (var task : tasks) {
            text.append(String.format(Locale.ROOT, " %d in %.1f s", task.rows, task.millis / 1e3));
          }
          text.append('\n');
        });
    return text.toString();
  }
}
