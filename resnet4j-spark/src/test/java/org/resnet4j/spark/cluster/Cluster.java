package org.resnet4j.spark.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A standalone cluster on this machine: a master, and workers of one core each, as Spark's own
 * scripts start them. Needs the Spark that {@code SPARK_HOME} names (PyPI's {@code pyspark} is one)
 * and what {@code mvn package} makes of this module and of the command line.
 */
final class Cluster implements AutoCloseable {
  static final Path COMMAND_LINE = Path.of("..", "resnet4j-cli", "target", "lib");

  private static final List<String> SETTINGS =
      List.of(
          "spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector",
          "spark.executor.memory=1500m",
          "spark.driver.memory=1g",
          "spark.ui.enabled=false",
          "spark.scheduler.minRegisteredResourcesRatio=1.0",
          "spark.scheduler.maxRegisteredResourcesWaitingTime=60s");

  private final Path spark;
  private final Path folder;
  private final String address;
  private final List<Program> programs = new ArrayList<>();

  private Cluster(Path spark, Path folder, int port) {
    this.spark = spark;
    this.folder = folder;
    address = "spark://127.0.0.1:" + port;
  }

  /** Where it cannot be, the test is skipped and says why. */
  static Path assumeSpark() {
    var home = System.getenv("SPARK_HOME");
    assumeTrue(home != null, "SPARK_HOME names no Spark");
    assumeTrue(Files.exists(Path.of(home, "bin", "spark-class")), home + " is no Spark");
    assumeTrue(application().isPresent(), "mvn package has not made the application's jar");
    assumeTrue(Files.isDirectory(COMMAND_LINE), "mvn package has not made " + COMMAND_LINE);
    return Path.of(home);
  }

  /** The jar for spark-submit. */
  static Optional<Path> application() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files.filter(f -> f.getFileName().toString().endsWith("-application.jar")).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Cluster start(Path folder, int workers) throws IOException {
    var cluster = new Cluster(assumeSpark(), folder, freePort());
    var port = cluster.address.substring(cluster.address.lastIndexOf(':') + 1);
    cluster.daemon("master", "master.Master", "--host", "127.0.0.1", "--port", port);
    for (int i = 0; i < workers; i++) {
      var work = Files.createDirectories(folder.resolve("work" + i)).toString();
      cluster.daemon(
          "worker" + i,
          "worker.Worker",
          "--host",
          "127.0.0.1",
          "--cores",
          "1",
          "--memory",
          "3g",
          "--work-dir",
          work,
          cluster.address);
    }
    return cluster;
  }

  private void daemon(String name, String type, String... words) throws IOException {
    var line = new ArrayList<String>();
    line.add(spark.resolve("bin/spark-class").toString());
    line.addAll(List.of("org.apache.spark.deploy." + type, "--webui-port", "0"));
    line.addAll(List.of(words));
    programs.add(Program.start(folder, name, line, variables()));
  }

  private Map<String, String> variables() {
    return Map.of(
        "SPARK_HOME",
        spark.toString(),
        "JAVA_HOME",
        System.getProperty("java.home"),
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "SPARK_DAEMON_MEMORY",
        "256m");
  }

  /** Submits the application, which begins when all workers' executors are there. */
  Program submit(String name, List<String> options, String... words) throws IOException {
    var line = new ArrayList<String>();
    line.addAll(List.of(spark.resolve("bin/spark-submit").toString(), "--master", address));
    for (var setting : SETTINGS) {
      line.addAll(List.of("--conf", setting));
    }
    line.addAll(options);
    line.add(application().orElseThrow().toString());
    line.addAll(List.of(words));
    var program = Program.start(folder, name, line, variables());
    programs.add(program);
    return program;
  }

  /** Runs a Python program that makes a session of its own. */
  Program python(String python, Path script, Path module, String... words) throws IOException {
    var options = new ArrayList<>(List.of("--master", address));
    SETTINGS.forEach(setting -> options.addAll(List.of("--conf", setting)));
    options.addAll(List.of("--jars", application().orElseThrow().toString(), "pyspark-shell"));
    var all = new TreeMap<>(variables());
    all.put("PYSPARK_SUBMIT_ARGS", String.join(" ", options));
    all.put("PYTHONPATH", module.toString());
    var line = new ArrayList<>(List.of(python, script.toString()));
    line.addAll(List.of(words));
    var program = Program.start(folder, "python", line, all);
    programs.add(program);
    return program;
  }

  /** The executors' JVMs. */
  List<ProcessHandle> executors() {
    return programs.stream()
        .flatMap(program -> program.process().descendants())
        .filter(one -> one.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  /** The JVMs that train; of their command lines the system shows only jars. */
  List<ProcessHandle> trainers() {
    return executors().stream()
        .flatMap(ProcessHandle::children)
        .filter(one -> one.info().command().orElse("").endsWith("java"))
        .toList();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    var all =
        programs.stream()
            .flatMap(
                program ->
                    Stream.concat(
                        program.process().descendants(), Stream.of(program.process().toHandle())))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }
}
