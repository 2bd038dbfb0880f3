package org.resnet4j.spark.submit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.resnet4j.spark.SparkClassifier;
import org.resnet4j.spark.listing.PictureFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Labels a folder of pictures, those that have no label yet. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Label the pictures of a folder, however many, as Parquet: path, label, probability, reason.",
      "Run again, it labels only those that are missing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  classify hdfs:///pictures hdfs:///labels --weights runs/pets",
      "  classify s3a://pictures/ s3a://labels/ --model resnet50 --top 5",
      "",
      "A picture that cannot be read has a row too: its reason says why."
    })
final class SparkClassifyCommand implements Callable<Integer> {
  /** The names of its files are those of their partitions: a second attempt replaces the first. */
  private static final String COMMIT = "mapreduce.fileoutputcommitter.algorithm.version";

  @Parameters(index = "0", paramLabel = "INPUT", description = "The folder of the pictures.")
  String input = "";

  @Parameters(index = "1", paramLabel = "OUTPUT", description = "The folder of the labels.")
  String output = "";

  @Option(
      names = "--weights",
      paramLabel = "FILE|DIR|imagenet",
      description =
          "On the driver's machine: a safetensors file or PyTorch checkpoint, the folder of a run,"
              + " or torchvision's weights: imagenet:resnet50 (default: torchvision's of --model).")
  @Nullable String weights;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The network's name; not needed for weights trained with resnet4j.")
  @Nullable String model;

  @Option(
      names = "--state",
      paramLabel = "NAME",
      description = "Which of a file's networks, where it holds several: ema, raw or a key.")
  @Nullable String state;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Add the N likeliest classes with their probabilities.")
  int top;

  @Option(names = "--probabilities", description = "Add the probabilities of all classes.")
  boolean probabilities;

  @Option(
      names = "--embeddings",
      description = "Add the network's features; every picture is computed once more.")
  boolean embeddings;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Pictures that an executor computes together (default: ${DEFAULT-VALUE}).")
  int batchSize = 8;

  @Option(
      names = "--per-file",
      paramLabel = "N",
      description =
          "Pictures of a task and of its Parquet file, about: what a killed one has to do again"
              + " (default: ${DEFAULT-VALUE}).")
  int perFile = 2000;

  @Spec CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    require(weights != null || model != null, "--weights is missing, or --model for torchvision's");
    require(top >= 0 && perFile > 0, "--top and --per-file are positive");
    require(batchSize >= 1 && batchSize <= 1024, "--batch-size is from 1 to 1024");
    var spark = SparkSession.builder().appName("resnet4j classify " + input).getOrCreate();
    var classifier = classifier(spark);
    var folder = LabelFolder.of(output, spark.sparkContext().hadoopConfiguration());
    var listed = PictureFolder.listed(spark, input);
    folder.claim(description(classifier));
    label(spark, classifier, listed, folder.path());
    return 0;
  }

  private void require(boolean right, String sentence) {
    if (!right) {
      throw new ParameterException(command.commandLine(), sentence);
    }
  }

  private SparkClassifier classifier(SparkSession spark) {
    var builder = SparkClassifier.builder(spark).batch(batchSize);
    if (model != null) {
      builder.model(model);
    }
    if (state != null) {
      builder.state(state);
    }
    if (top > 0) {
      builder.top(top);
    }
    if (probabilities) {
      builder.probabilities();
    }
    if (embeddings) {
      builder.embeddings();
    }
    return builder.open(weights == null ? "imagenet" : weights);
  }

  private Map<String, String> description(SparkClassifier classifier) {
    var all = new TreeMap<String, String>();
    all.put("weights", classifier.fingerprint());
    all.put("model", model == null ? "" : model);
    all.put("state", state == null ? "" : state);
    all.put("top", Integer.toString(top));
    all.put("probabilities", Boolean.toString(probabilities));
    all.put("embeddings", Boolean.toString(embeddings));
    return all;
  }

  private void label(
      SparkSession spark, SparkClassifier classifier, Dataset<Row> listed, String folder) {
    var schema = classifier.classify(listed).schema();
    var done = spark.read().schema(schema).parquet(folder).select("path");
    var missing = listed.join(done, listed.col("path").equalTo(done.col("path")), "left_anti");
    missing.persist(StorageLevel.DISK_ONLY());
    try {
      long pictures = missing.count();
      long began = System.nanoTime();
      if (pictures > 0) {
        var spread = missing.repartition(partitions(spark, pictures), col("path"));
        classifier
            .classify(spread)
            .write()
            .mode(SaveMode.Append)
            .option(COMMIT, "2")
            .parquet(folder);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      tell(pictures, seconds, spark.read().schema(schema).parquet(folder), folder);
    } finally {
      missing.unpersist();
    }
  }

  /** By the paths' hashes: whatever is tried again, no picture gets lost or comes twice. */
  private int partitions(SparkSession spark, long pictures) {
    long busy = Math.min(pictures, 4L * spark.sparkContext().defaultParallelism());
    return (int) Math.min(1_000_000, Math.max(busy, Math.ceilDiv(pictures, perFile)));
  }

  private void tell(long labelled, double seconds, Dataset<Row> rows, String folder) {
    var counts = rows.agg(count("*"), count("reason")).head();
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d pictures labelled now, %.1f pictures/s; %,d rows in %s, %,d of them with a reason"
                + " why not%n",
            labelled,
            labelled / seconds,
            counts.getLong(0),
            folder,
            counts.getLong(1));
    command.commandLine().getOut().flush();
  }
}
