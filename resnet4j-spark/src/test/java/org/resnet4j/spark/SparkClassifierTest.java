package org.resnet4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Seen;
import org.resnet4j.weights.WeightsException;

/** Labels in local mode are those of a classifier without Spark. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs winutils.exe there")
final class SparkClassifierTest {
  private static final int PICTURES = 30;
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final SparkSession SPARK = LocalSpark.session();
  @TempDir static Path folder;
  private static Map<String, Seen> right = Map.of();

  @BeforeAll
  static void seenWithoutSpark() throws IOException {
    LocalSpark.pictures(folder, 0, PICTURES);
    var all = new TreeMap<String, Seen>();
    try (var classifier = Classifier.open(LocalSpark.cifar10());
        var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.put("file:" + file, classifier.classify(file));
      }
    }
    right = all;
  }

  private static Dataset<Row> binaryFiles() {
    return SPARK
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(folder.toString())
        .repartition(6);
  }

  private static SparkClassifier.Builder builder() {
    return SparkClassifier.builder(SPARK);
  }

  @Test
  void labelsOfBytesAreThoseOfAClassifier() {
    var labelled = builder().open(LocalSpark.cifar10()).classify(binaryFiles());
    assertThat(labelled.columns())
        .containsExactly("path", "modificationTime", "length", "label", "probability", "reason");
    isRight(labelled);
  }

  @Test
  void labelsOfPathsAreThoseOfAClassifier() {
    var paths = binaryFiles().select("path");
    isRight(SparkClassifier.open(SPARK, LocalSpark.cifar10().toString()).classify(paths));
  }

  /** Scala's reflection would cost each executor seconds before its first picture. */
  @Test
  void noTextIsMadeOfSparksOwn() {
    var paths = binaryFiles().select("path");
    var labelled = SparkClassifier.open(SPARK, LocalSpark.cifar10().toString()).classify(paths);
    assertThat(labelled.queryExecution().optimizedPlan().toString())
        .containsIgnoringCase("deserializetoobject")
        .doesNotContain(".toString");
    assertThat(labelled.schema().apply("path").dataType()).isEqualTo(DataTypes.StringType);
  }

  private static void isRight(Dataset<Row> labelled) {
    var rows = labelled.collectAsList();
    assertThat(rows).extracting(row -> row.<String>getAs("path")).hasSize(PICTURES);
    assertThat(rows)
        .allSatisfy(
            row -> {
              var best = right.get(row.<String>getAs("path")).best();
              assertThat(row.<String>getAs("label")).isEqualTo(best.name());
              assertThat(row.<Double>getAs("probability"))
                  .isCloseTo(best.probability(), within(1e-4));
              assertThat(row.<String>getAs("reason")).isNull();
            });
    assertThat(right).hasSize(PICTURES);
  }

  @Test
  void whatCannotBeReadIsARowWithAReason() {
    byte[] whole = LocalSpark.picture(1);
    var cut = Arrays.copyOf(whole, whole.length / 2);
    var rows = new ArrayList<Row>();
    rows.add(RowFactory.create("first", whole));
    rows.add(RowFactory.create("text", "no picture".getBytes(StandardCharsets.UTF_8)));
    rows.add(RowFactory.create("nothing", new byte[0]));
    rows.add(RowFactory.create("null", null));
    rows.add(RowFactory.create("cut", cut));
    rows.add(RowFactory.create("last", LocalSpark.picture(2)));
    var schema = new StructType().add("id", DataTypes.StringType).add("jpeg", DataTypes.BinaryType);
    var seen =
        builder()
            .open(LocalSpark.cifar10())
            .classify(SPARK.createDataFrame(rows, schema).coalesce(1))
            .collectAsList();
    assertThat(seen)
        .extracting(row -> row.<String>getAs("id"))
        .containsExactly("first", "text", "nothing", "null", "cut", "last");
    assertThat(seen.stream().filter(row -> row.getAs("reason") == null))
        .extracting(row -> row.<String>getAs("id"))
        .containsExactly("first", "last");
    assertThat(seen.get(3).<String>getAs("reason")).contains("'jpeg' is null");
    assertThat(seen.get(1).<String>getAs("reason")).contains("the picture");
    assertThat(seen.get(1).<String>getAs("label")).isNull();
  }

  @Test
  void aPathThatLeadsNowhereIsARowWithAReason() {
    var missing = folder.resolve("missing.png").toUri().toString();
    var paths =
        SPARK.createDataset(List.of(missing, "no:such://system"), Encoders.STRING()).toDF("file");
    var rows = builder().open(LocalSpark.cifar10()).classify(paths).collectAsList();
    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.<String>getAs("reason")).contains("cannot be read"));
  }

  @Test
  void probabilitiesEmbeddingsAndTheLikeliestHaveColumns() {
    var classifier =
        builder().top(3).probabilities().embeddings().batch(4).open(LocalSpark.cifar10());
    var row = classifier.classify(binaryFiles().select("path").limit(1)).head();
    var seen = right.get(row.<String>getAs("path"));
    var classes = classifier.classes();
    assertThat(classes).hasSize(10).contains("cat");
    List<Double> probabilities = row.getList(row.fieldIndex("probabilities"));
    for (int k = 0; k < 10; k++) {
      assertThat(probabilities.get(k)).isCloseTo(seen.probabilities()[k], within(1e-4));
    }
    List<Row> top = row.getList(row.fieldIndex("top"));
    assertThat(top)
        .extracting(guess -> guess.<String>getAs("label"))
        .isEqualTo(seen.top(3).stream().map(guess -> guess.name()).toList());
    List<Float> embedding = row.getList(row.fieldIndex("embedding"));
    assertThat(embedding).hasSize(64).anyMatch(number -> number > 0);
  }

  @Test
  void aJvmOpensTheNetworkOnce() {
    var classifier =
        builder()
            .opening(
                opened -> {
                  OPENED.incrementAndGet();
                  return opened;
                })
            .open(LocalSpark.cifar10());
    var pictures = binaryFiles();
    assertThat(classifier.classify(pictures).count()).isEqualTo(PICTURES);
    assertThat(classifier.classify(pictures.select("path")).where("reason is null").count())
        .isEqualTo(PICTURES);
    assertThat(OPENED).hasValue(1);
  }

  @Test
  void whoTakesSomeRowsLeavesNothingBehind() {
    var classifier = builder().open(LocalSpark.cifar10());
    assertThat(classifier.classify(binaryFiles()).limit(2).collectAsList()).hasSize(2);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("resnet4j-rows-"))
                .filter(LocalSpark::isStillAlive))
        .isEmpty();
  }

  @Test
  void classesCanBeCalledOtherwise() {
    var names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    var labelled =
        builder().classes(names).open(LocalSpark.cifar10()).classify(binaryFiles().limit(3));
    assertThat(labelled.collectAsList())
        .allSatisfy(row -> assertThat(names).contains(row.<String>getAs("label")));
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingRuns() {
    assertThatThrownBy(() -> SparkClassifier.open(SPARK, "nowhere/at/all"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("there is no file or folder");
    var classifier = builder().open(LocalSpark.cifar10());
    assertThatThrownBy(() -> classifier.classify(binaryFiles().withColumn("label", lit("cat"))))
        .hasMessageContaining("have a column 'label' already");
    assertThatThrownBy(() -> classifier.classify(binaryFiles().select(col("length"))))
        .hasMessageContaining("which column has the pictures?");
    assertThatThrownBy(
            () -> builder().column("size").open(LocalSpark.cifar10()).classify(binaryFiles()))
        .hasMessageContaining("there is no column 'size'");
    assertThatThrownBy(
            () -> builder().column("length").open(LocalSpark.cifar10()).classify(binaryFiles()))
        .hasMessageContaining("must have bytes or paths, it has bigint");
    assertThatThrownBy(() -> builder().batch(0)).hasMessageContaining("from 1 to 1024");
  }
}
