package org.resnet4j.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.spark.LocalSpark;
import org.resnet4j.weights.format.Safetensors;

/** The application's labels can be added to, and no picture comes twice. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs winutils.exe there")
final class SparkApplicationTest {
  private static final SparkSession SPARK = LocalSpark.session();
  @TempDir Path folder;

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... args) {
    var out = System.out;
    var err = System.err;
    var printed = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      int code = SparkApplication.run(args);
      return new Ran(
          code, printed.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private Ran classify(String... more) {
    var words = new ArrayList<String>();
    words.addAll(List.of("classify", folder.resolve("in").toString()));
    words.addAll(List.of(folder.resolve("out").toString(), "--per-file", "4"));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private List<Row> rows() {
    return SPARK.read().parquet(folder.resolve("out").toString()).collectAsList();
  }

  @Test
  void runAgainItLabelsWhatIsMissing() throws IOException {
    var weights = LocalSpark.cifar10().toString();
    LocalSpark.pictures(folder.resolve("in"), 0, 10);
    Files.writeString(folder.resolve("in/b/broken.jpg"), "no picture");
    var first = classify("--weights", weights, "--top", "2");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .startsWith("11 pictures labelled now, ")
        .contains(" pictures/s; 11 rows in ");
    assertThat(first.out()).contains(", 1 of them with a reason why not");

    LocalSpark.pictures(folder.resolve("in"), 10, 13);
    delete(1);
    long gone = 11 - rows().size();
    assertThat(gone).isBetween(1L, 10L);
    var second = classify("--weights", weights, "--top", "2");
    assertThat(second.out())
        .startsWith("%d pictures labelled now, ".formatted(gone + 3))
        .contains("; 14 rows in ");
    assertThat(rows())
        .extracting(row -> row.<String>getAs("path"))
        .hasSize(14)
        .doesNotHaveDuplicates();

    var third = classify("--weights", weights, "--top", "2");
    assertThat(third.out()).startsWith("0 pictures labelled now, ").contains("; 14 rows in ");
    assertThat(rows()).hasSize(14);

    var other = classify("--weights", LocalSpark.weights("mnist").toString(), "--top", "2");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("has labels that were made otherwise (weights ");
    assertThat(classify("--weights", weights).err()).contains("(top 2, now 0)");
    assertThat(rows()).hasSize(14);
  }

  /** As if it had never been written. */
  private void delete(int files) throws IOException {
    try (var all = Files.list(folder.resolve("out"))) {
      for (var file :
          all.filter(file -> file.toString().endsWith(".parquet")).limit(files).toList()) {
        Files.delete(file);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      }
    }
  }

  @Test
  void whatIsWrongIsOneSentence() throws IOException {
    var weights = LocalSpark.cifar10().toString();
    var unsaid = classify();
    assertThat(unsaid.code()).isEqualTo(2);
    assertThat(unsaid.err()).startsWith("resnet4j: --weights is missing").hasLineCount(1);
    assertThat(run("classify", "in").code()).isEqualTo(2);
    var nowhere = classify("--weights", weights);
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err()).startsWith("resnet4j: there is no folder file:").hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
    LocalSpark.pictures(folder.resolve("in"), 0, 1);
    Files.createDirectories(folder.resolve("out/something"));
    assertThat(classify("--weights", weights).err()).contains("is in the way");
  }

  /** The driver knows what a task threw as a text with a trace only. */
  @Test
  void whatATaskThrewIsOneSentence() throws IOException {
    LocalSpark.pictures(folder.resolve("in"), 0, 2);
    var weights = Files.writeString(folder.resolve("w.safetensors"), "no weights");
    var failed = classify("--weights", weights.toString());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).startsWith("resnet4j: ").hasLineCount(1).contains("w.safetensors");
  }

  @Test
  void whatATaskMissesIsOneSentence() throws IOException {
    LocalSpark.pictures(folder.resolve("in"), 0, 2);
    var silent = folder.resolve("silent.safetensors");
    Safetensors.write(silent, Safetensors.read(LocalSpark.cifar10()));
    var failed = classify("--weights", silent.toString(), "--model", "resnet20");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .hasLineCount(1)
        .matches("resnet4j: \\S+silent.safetensors does not say which classes it knows;.*\\R");
  }
}
