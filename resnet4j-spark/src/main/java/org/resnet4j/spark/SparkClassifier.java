package org.resnet4j.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Location;
import org.resnet4j.spark.network.ExecutorNetworks;
import org.resnet4j.spark.network.NetworkOpening;
import org.resnet4j.spark.network.SentWeights;
import org.resnet4j.spark.network.SharedNetwork;
import org.resnet4j.spark.rows.LabelColumns;
import org.resnet4j.spark.rows.LabelRows;
import org.resnet4j.spark.rows.RowPlan;
import org.resnet4j.spark.rows.TextAsBytes;

/**
 * A trained network that labels the pictures of a Spark dataset: rows with pictures in, the same
 * rows with labels out.
 *
 * {@snippet :
 * var classifier = SparkClassifier.open(spark, "runs/pets");
 * var pictures = PictureFolder.in(spark, "hdfs:///pictures", 64); // or any rows with bytes or paths
 * classifier.classify(pictures).write().parquet("hdfs:///labels");
 * }
 *
 * <p><b>Columns.</b> Added are {@code label} (string) and {@code probability} (double) of the
 * likeliest class; on request {@code top} (array of both, the likeliest first), {@code
 * probabilities} (array of double, in the order of {@link #classes}) and {@code embedding} (array
 * of float: the input of the network's last layer); and {@code reason} (string). A picture that
 * cannot be read costs neither the job nor its row: {@code reason} then says why, and the others
 * are null. Columns of the input stay, but for the pictures' bytes.
 *
 * <p><b>Where.</b> Each executor's JVM fetches the weights once, by Spark's broadcast, opens them
 * once, as {@link org.resnet4j.classify.Classifier} does, and keeps them until it is asked for
 * another network. Its tasks share one engine, with a thread for each core that Spark gave the
 * executor. They need Java 21 or newer, for full speed with {@code
 * --add-modules=jdk.incubator.vector}, and no native library.
 *
 * <p>Results are lazy, as every dataset's. For any number of threads at once.
 */
public final class SparkClassifier {
  private final SparkSession spark;
  private final SharedNetwork network;
  private final String fingerprint;
  private final Optional<String> column;
  private final LabelColumns columns;

  private SparkClassifier(Builder builder, SentWeights weights) {
    spark = builder.spark;
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    network =
        new SharedNetwork(
            UUID.randomUUID().toString(),
            context.broadcast(weights),
            builder.opening,
            builder.batch,
            builder.threads);
    fingerprint = weights.fingerprint();
    column = Optional.ofNullable(builder.column);
    columns = new LabelColumns(builder.top, builder.probabilities, builder.embedding);
  }

  /**
   * Sends weights that say themselves what they are to the executors.
   *
   * @param spark a session of its own driver, not one of Spark Connect
   * @param weights as {@link org.resnet4j.classify.Classifier#open(String)} takes them: the folder
   *     of a run, a file, {@code imagenet:resnet50}; on the driver's machine
   * @return the classifier
   * @throws org.resnet4j.weights.WeightsException if they are not there
   */
  public static SparkClassifier open(SparkSession spark, String weights) {
    return builder(spark).open(weights);
  }

  /**
   * A builder, for weights that do not say everything and for other wishes.
   *
   * @param spark a session of its own driver, not one of Spark Connect
   * @return the builder
   */
  public static Builder builder(SparkSession spark) {
    return new Builder(spark);
  }

  /**
   * Labels pictures.
   *
   * @param pictures rows with a column of pictures' bytes, as Spark's source {@code binaryFile} has
   *     them, or of their files' paths, which Hadoop's file systems read; see {@link
   *     Builder#column}
   * @return their labels, row for row, in the same partitions
   * @throws IllegalArgumentException if it is not clear which column has the pictures, or a column
   *     that is to be added is there already
   */
  public Dataset<Row> classify(Dataset<Row> pictures) {
    var plan = RowPlan.of(pictures.schema(), column, columns);
    var context = spark.sparkContext();
    var hadoop =
        JavaSparkContext.fromSparkContext(context)
            .broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    return TextAsBytes.of(pictures)
        .mapPartitions(new LabelRows(network, plan, hadoop), Encoders.row(plan.schema()));
  }

  /**
   * Asks an executor.
   *
   * @return the names of the classes, in the order of the network's outputs
   */
  public List<String> classes() {
    return spark
        .range(0, 1, 1, 1)
        .mapPartitions(new AskClasses(network), Encoders.STRING())
        .collectAsList();
  }

  /** {@return the SHA-256 of the weights' files, in hexadecimal digits} */
  public String fingerprint() {
    return fingerprint;
  }

  private record AskClasses(SharedNetwork network) implements MapPartitionsFunction<Long, String> {
    @Override
    public Iterator<String> call(Iterator<Long> one) {
      try (var lease = ExecutorNetworks.lease(network)) {
        return lease.classifier().classes().iterator();
      }
    }
  }

  /**
   * How a {@link SparkClassifier} is opened. Each method changes the builder and gives it back. For
   * one thread.
   */
  public static final class Builder {
    private final SparkSession spark;
    private @Nullable String model;
    private NetworkOpening opening = builder -> builder;
    private @Nullable String column;
    private int batch = 8;
    private int threads;
    private int top;
    private boolean probabilities;
    private boolean embedding;

    private Builder(SparkSession spark) {
      this.spark = Objects.requireNonNull(spark, "spark");
    }

    /**
     * The network's name, for weights that do not say it.
     *
     * @param name {@code resnet50}
     * @return this builder
     */
    public Builder model(String name) {
      model = Objects.requireNonNull(name, "name");
      return opening(told -> told.model(name));
    }

    /**
     * The names of the classes, for weights that do not say them or say others.
     *
     * @param names in the order of the network's outputs
     * @return this builder
     */
    public Builder classes(List<String> names) {
      var own = new ArrayList<>(names); // which every serializer of Spark's knows
      return opening(told -> told.classes(own));
    }

    /**
     * Which of a file's networks, where it holds several.
     *
     * @param word {@code ema}, {@code raw} or the key under which the network stands
     * @return this builder
     */
    public Builder state(String word) {
      Objects.requireNonNull(word, "word");
      return opening(told -> told.state(word));
    }

    /**
     * Whatever else a classifier's builder is to be told on every executor: preprocessing,
     * variations of the network. What is said first is told first.
     *
     * {@snippet :
     * builder.opening(b -> b.preprocessing(Pipeline.of(new Resize(256), new CentreCrop(224), n)));
     * }
     *
     * @param how sent to the executors
     * @return this builder
     */
    public Builder opening(NetworkOpening how) {
      opening = opening.then(how);
      return this;
    }

    /**
     * The column that has the pictures. Without this it is {@code content}, or the only one of
     * bytes, or {@code path}, or the only one of text.
     *
     * @param name of a column of bytes or of paths
     * @return this builder
     */
    public Builder column(String name) {
      column = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * How many pictures an executor computes together at most; 8, if this is not called.
     *
     * @param most from 1 to 1024
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder batch(int most) {
      require(most >= 1 && most <= 1024, "a batch has from 1 to 1024 pictures, got " + most);
      batch = most;
      return this;
    }

    /**
     * How many threads of an executor compute; as many as Spark gave it cores, if this is not
     * called.
     *
     * @param number at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public Builder threads(int number) {
      require(number >= 1, "at least one thread computes, got " + number);
      threads = number;
      return this;
    }

    /**
     * Adds the column {@code top}.
     *
     * @param most how many classes at most, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public Builder top(int most) {
      require(most >= 1, "top takes a number from 1, got " + most);
      top = most;
      return this;
    }

    /**
     * Adds the column {@code probabilities}.
     *
     * @return this builder
     */
    public Builder probabilities() {
      probabilities = true;
      return this;
    }

    /**
     * Adds the column {@code embedding}, for which every picture is computed once more.
     *
     * @return this builder
     */
    public Builder embeddings() {
      embedding = true;
      return this;
    }

    private static void require(boolean right, String message) {
      if (!right) {
        throw new IllegalArgumentException(message);
      }
    }

    /**
     * Reads weights on the driver's machine and sends them.
     *
     * @param weights as {@link SparkClassifier#open}; with {@link #model} also {@code imagenet}
     * @return the classifier
     * @throws IllegalArgumentException if torchvision publishes no such weights
     * @throws org.resnet4j.weights.WeightsException if they are not there or cannot be read
     * @throws org.resnet4j.fetch.FetchException if they cannot be fetched
     */
    public SparkClassifier open(String weights) {
      return open(Location.of(weights, Optional.ofNullable(model)));
    }

    /**
     * Reads weights on the driver's machine and sends them.
     *
     * @param weights a file or folder
     * @return the classifier
     * @throws org.resnet4j.weights.WeightsException if they are not there or cannot be read
     */
    public SparkClassifier open(Path weights) {
      return new SparkClassifier(this, SentWeights.read(weights));
    }
  }
}
