package org.resnet4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program with its two outputs in files.
 *
 * @param process the program
 * @param out what it prints
 * @param err what it says of its work
 */
record Program(Process process, Path out, Path err) {
  /** Longer than any takes on a busy machine. */
  private static final int PATIENCE_MINUTES = 30;

  static Program start(Path folder, String name, List<String> line, Map<String, String> variables)
      throws IOException {
    var out = folder.resolve(name + ".out");
    var err = folder.resolve(name + ".err");
    var builder = new ProcessBuilder(line);
    builder.environment().putAll(variables);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Program(builder.start(), out, err);
  }

  /** The command line of resnet4j, from the jars that the launcher uses. */
  static Program resnet4j(Path folder, String name, String... words) throws IOException {
    var line = new ArrayList<String>();
    line.add(java());
    for (var engine : List.of("vector", "torch")) {
      for (var flags : List.of("needed.args", "fast.args")) {
        var file =
            Path.of("..", "resnet4j-" + engine, "src/main/resources/META-INF/resnet4j", flags);
        if (Files.exists(file)) {
          line.add("@" + file);
        }
      }
    }
    line.addAll(List.of("-cp", Cluster.COMMAND_LINE + "/*", "org.resnet4j.cli.Main"));
    line.addAll(List.of(words));
    return start(folder, name, line, Map.of());
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Waits for its end; its exit code. */
  int ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it takes too long: " + process.info());
    }
    return process.exitValue();
  }

  /** Waits for its end, which must be a good one; what it printed. */
  String done() throws IOException, InterruptedException {
    int code = ended();
    if (code != 0) {
      throw new AssertionError("exit code %d: %s".formatted(code, Files.readString(err)));
    }
    return Files.readString(out);
  }
}
