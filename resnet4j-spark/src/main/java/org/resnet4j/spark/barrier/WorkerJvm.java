package org.resnet4j.spark.barrier;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A worker: the command line of resnet4j in a JVM of its own. */
final class WorkerJvm {
  private static final System.Logger LOG = System.getLogger("org.resnet4j.spark.worker");
  private static final String MAIN = "org.resnet4j.cli.Main";
  private static final List<String> FLAGS =
      List.of("META-INF/resnet4j/needed.args", "META-INF/resnet4j/fast.args");
  private static final String SAID = "resnet4j: ";

  /** What libtorch's natives print on standard output. */
  private static final String GLOO = "[Gloo]";

  /** To save, when asked to end. */
  private static final long SAVING_MILLIS = 30_000;

  private static final long POLL_MILLIS = 200;

  private final Process process;
  private final StringBuilder printed = new StringBuilder();
  private volatile String sentence = "";
  private final List<Thread> readers = new ArrayList<>();

  private WorkerJvm(Process process, int rank) {
    this.process = process;
    listen(process.getInputStream(), this::keep);
    listen(
        process.getErrorStream(),
        line -> {
          LOG.log(System.Logger.Level.INFO, () -> "[%d] %s".formatted(rank, line));
          if (line.startsWith(SAID)) {
            sentence = line.substring(SAID.length());
          }
        });
  }

  /**
   * Starts it on the class path of this task.
   *
   * @param folder for files of the JVM's, which exists
   */
  static WorkerJvm start(
      int rank,
      List<String> flags,
      List<String> words,
      Map<String, String> environment,
      Path folder) {
    var loader = Thread.currentThread().getContextClassLoader();
    if (loader.getResource(MAIN.replace('.', '/') + ".class") == null) {
      throw new IllegalStateException(
          "Spark's executors do not have resnet4j's command line; submit with --jars and all of"
              + " resnet4j-cli/target/lib");
    }
    try {
      var line = new ArrayList<String>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(engineFlags(loader, folder));
      line.add("-Djava.awt.headless=true");
      line.addAll(flags);
      line.addAll(List.of("-cp", classPath(loader), MAIN));
      line.addAll(words);
      var builder = new ProcessBuilder(line);
      builder.environment().putAll(environment);
      builder.environment().putIfAbsent("OPENBLAS_NUM_THREADS", "1");
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      return new WorkerJvm(builder.start(), rank);
    } catch (IOException e) {
      throw new UncheckedIOException("a worker cannot be started: " + e.getMessage(), e);
    }
  }

  /** What the engines want of a JVM stands in their jars, as argument files. */
  private static List<String> engineFlags(ClassLoader loader, Path folder) throws IOException {
    var arguments = new ArrayList<String>();
    for (var name : FLAGS) {
      for (var resource : Collections.list(loader.getResources(name))) {
        var file = folder.resolve("%d.args".formatted(arguments.size()));
        try (var in = resource.openStream()) {
          Files.write(file, in.readAllBytes());
        }
        arguments.add("@" + file);
      }
    }
    return arguments;
  }

  /** The jars that Spark brought here, then those of the executor itself. */
  private static String classPath(ClassLoader loader) {
    var all = new LinkedHashSet<String>();
    for (var one = loader; one != null; one = one.getParent()) {
      if (one instanceof URLClassLoader urls) {
        for (var url : urls.getURLs()) {
          if (url.getProtocol().equals("file")) {
            all.add(Path.of(URI.create(url.toString())).toString());
          }
        }
      }
    }
    all.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, all);
  }

  private void listen(InputStream stream, Consumer<String> lines) {
    readers.add(
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (var reader =
                      new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines);
                  } catch (IOException | UncheckedIOException e) {
                    return; // the process has ended
                  }
                }));
  }

  private synchronized void keep(String line) {
    if (!line.startsWith(GLOO)) {
      printed.append(line).append('\n');
    }
  }

  /**
   * Waits for its end.
   *
   * @param asked whether it is to end early: it saves first
   * @return its exit code
   */
  int await(BooleanSupplier asked) throws InterruptedException {
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (asked.getAsBoolean()) {
        end();
      }
    }
    for (var reader : readers) {
      reader.join(TimeUnit.SECONDS.toMillis(2));
    }
    return process.exitValue();
  }

  /** Ends it, with a checkpoint if it takes no longer than other launchers wait. */
  void end() {
    // by its handle: Process.destroy closes its outputs before they have said all
    process.toHandle().destroy();
    try {
      if (!process.waitFor(SAVING_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What it printed on standard output. */
  synchronized String printed() {
    return printed.toString().strip();
  }

  /** The last sentence about an error; empty if there was none. */
  String sentence() {
    return sentence;
  }
}
