package org.resnet4j.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.spark.LocalSpark;
import org.resnet4j.weights.format.Safetensors;

/** Two executors label what one process labels, and train what two processes train. */
@Tag("slow")
final class SparkClusterIT {
  private static final int PICTURES = 5_000;
  private static final int BROKEN = 7;
  @TempDir Path folder;

  private Path in() {
    return folder.resolve("in");
  }

  private String[] classify(String out) {
    return new String[] {
      "classify",
      in().toString(),
      folder.resolve(out).toString(),
      "--weights",
      LocalSpark.cifar10().toString(),
      "--per-file",
      "250"
    };
  }

  @Test
  void aKilledExecutorCostsNoRowAndDoublesNone() throws Exception {
    Cluster.assumeSpark();
    var right = predicted(PICTURES);
    try (var cluster = Cluster.start(folder, 2)) {
      var job = cluster.submit("killed", List.of(), classify("labels"));
      await(job, () -> files("labels") >= 3);
      var executors = cluster.executors();
      assertThat(executors).hasSize(2);
      executors.getFirst().destroyForcibly();
      job.done();
      assertThat(Files.readString(job.err())).contains("Lost executor");
      isRight("labels", right);
    }
  }

  @Test
  void afterAKilledDriverAnotherGoesOn() throws Exception {
    Cluster.assumeSpark();
    var right = predicted(PICTURES);
    try (var cluster = Cluster.start(folder, 2)) {
      var job = cluster.submit("driver", List.of(), classify("labels"));
      await(job, () -> files("labels") >= 3);
      job.process().destroyForcibly().waitFor();
      assertThat(files("labels")).isLessThan(PICTURES / 250);
      var said = cluster.submit("resumed", List.of(), classify("labels")).done();
      assertThat(said).doesNotContain("%,d pictures labelled now".formatted(PICTURES + BROKEN));
      isRight("labels", right);
    }
  }

  private int files(String out) {
    try (var files = Files.list(folder.resolve(out))) {
      return (int) files.filter(file -> file.toString().endsWith(".parquet")).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void await(Program job, BooleanSupplier reached) throws Exception {
    while (!reached.getAsBoolean()) {
      assertThat(job.process().isAlive()).as(Files.readString(job.err())).isTrue();
      Thread.sleep(20);
    }
  }

  private void isRight(String out, Map<String, String> right) {
    var rows = LocalSpark.session().read().parquet(folder.resolve(out).toString()).collectAsList();
    var labels = new TreeMap<String, String>();
    for (Row row : rows) {
      var label = row.<String>getAs("label");
      labels.put(row.<String>getAs("path").replace("file:", ""), label == null ? "" : label);
      assertThat(label == null).isEqualTo(row.<String>getAs("reason") != null);
    }
    assertThat(rows).hasSize(PICTURES + BROKEN);
    assertThat(labels).isEqualTo(right);
  }

  /** Labels by path, as the command line has them; none of what cannot be read. */
  private Map<String, String> predicted(int pictures) throws Exception {
    LocalSpark.pictures(in(), 0, pictures);
    for (int i = 0; i < BROKEN; i++) {
      Files.writeString(in().resolve("broken%d.jpg".formatted(i)), "no picture " + i);
    }
    var program =
        Program.resnet4j(
            folder,
            "predict",
            "predict",
            in().toString(),
            "--format",
            "csv",
            "--weights",
            LocalSpark.cifar10().toString());
    assertThat(program.ended()).as("some cannot be read").isEqualTo(1);
    var labels = new TreeMap<String, String>();
    var lines = Files.readAllLines(program.out());
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split(",", -1);
      labels.put(cells[0], cells[1]);
    }
    assertThat(labels).hasSize(pictures + BROKEN);
    return labels;
  }

  /** Needs a Python with pyspark, which {@code RESNET4J_PYTHON} names. */
  @Test
  void pythonSeesWhatJavaSees() throws Exception {
    Cluster.assumeSpark();
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with pyspark");
    var right = predicted(20);
    try (var cluster = Cluster.start(folder, 2)) {
      var said =
          cluster
              .python(
                  python,
                  Path.of("src/test/python/labels.py"),
                  Path.of("src/main/python"),
                  LocalSpark.cifar10().toString(),
                  in().toString())
              .done();
      var labels = new TreeMap<String, String>();
      for (var line : said.lines().toList()) {
        var row = new ObjectMapper().readTree(line);
        assertThat(row.path("classes").asInt()).isEqualTo(10);
        boolean seen = row.path("reason").isNull();
        assertThat(row.path("features").asInt()).isEqualTo(seen ? 64 : 0);
        assertThat(row.path("top").size()).isEqualTo(seen ? 2 : 0);
        labels.put(
            row.path("path").asText().replace("file:", ""), seen ? row.path("label").asText() : "");
      }
      assertThat(labels).isEqualTo(right);
    }
  }

  @Test
  void twoExecutorsTrainWhatTwoProcessesTrain() throws Exception {
    Cluster.assumeSpark();
    var training =
        List.of(
            "--data mnist-sample --model lenet5 --epochs 4 --batch-size 20 --threads 1 --engine vector"
                .split(" "));
    var launched = new ArrayList<>(List.of("launch", "--processes", "2", "train"));
    launched.addAll(training);
    launched.addAll(List.of("-o", folder.resolve("launched").toString()));
    Program.resnet4j(folder, "launch", launched.toArray(String[]::new)).done();
    try (var cluster = Cluster.start(folder, 2)) {
      var whole = train(cluster, "whole", training);
      assertThat(whole.done()).startsWith("{").contains("\"processes\" : 2");
      assertThat(weights("whole")).isEqualTo(weights("launched"));

      var killed = train(cluster, "killed", training);
      await(killed, () -> Files.exists(folder.resolve("killed/log.jsonl")) && logged() > 1);
      var trainers = cluster.trainers();
      assertThat(trainers).hasSize(2);
      trainers.getFirst().destroyForcibly();
      killed.done();
      assertThat(weights("killed")).isEqualTo(weights("launched"));
    }
  }

  private int logged() {
    try {
      return Files.readAllLines(folder.resolve("killed/log.jsonl")).size();
    } catch (IOException e) {
      return 0;
    }
  }

  private Program train(Cluster cluster, String name, List<String> training) throws IOException {
    var words = new ArrayList<>(List.of("train", folder.resolve(name).toString()));
    words.addAll(List.of("--processes", "2", "--"));
    words.addAll(training);
    return cluster.submit(name, List.of("--jars", jars()), words.toArray(String[]::new));
  }

  private static String jars() throws IOException {
    try (var files = Files.list(Cluster.COMMAND_LINE)) {
      return String.join(",", files.map(Path::toString).filter(f -> f.endsWith(".jar")).toList());
    }
  }

  private Map<String, ?> weights(String run) throws IOException {
    return Safetensors.read(folder.resolve(run).resolve("model.safetensors")).arrays();
  }
}
