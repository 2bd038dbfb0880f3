package org.resnet4j.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line in a process of its own. */
public final class Started {
  /** Lines of the JVM's own that nothing silences. */
  private static final String JVM = "WARNING: Using incubator modules";

  private Started() {}

  /** The command line's words, to be followed by a command's. */
  static List<String> program(String... flags) {
    return program(Main.class, flags);
  }

  /** A process that runs a class with the flags of the command line's. */
  public static List<String> program(Class<?> main, String... flags) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xlog:disable", "-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"));
    line.addAll(List.of(flags));
    line.addAll(List.of("-cp", classPath(), main.getName()));
    return line;
  }

  /** Runs a shell's script, in which {@code "$@"} is the program. */
  static Ran script(Path folder, String script, String... flags)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    line.addAll(program(flags));
    return run(new ProcessBuilder(line).directory(folder.toFile()));
  }

  /** Runs one command with more flags for the JVM. */
  public static Ran command(Path folder, List<String> flags, String... words)
      throws IOException, InterruptedException {
    return run(builder(folder, flags, words));
  }

  /** The same, yet to be started. */
  public static ProcessBuilder builder(Path folder, List<String> flags, String... words) {
    var line = program(flags.toArray(String[]::new));
    line.addAll(List.of(words));
    return new ProcessBuilder(line).directory(folder.toFile());
  }

  private static Ran run(ProcessBuilder builder) throws IOException, InterruptedException {
    var folder = builder.directory().toPath();
    builder.environment().putAll(Map.of("RESNET4J_CACHE", folder.resolve("cache").toString()));
    var err = folder.resolve("stderr.txt").toFile();
    var process = builder.redirectError(err).start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    var lines = Files.readAllLines(err.toPath());
    lines.removeIf(line -> line.startsWith(JVM));
    return new Ran(code, out, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
  }

  /** As seen from any folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
