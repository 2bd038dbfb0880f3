package org.resnet4j.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.resnet4j.spark.barrier.WorkerOutcome;
import org.resnet4j.spark.barrier.WorkerPlan;
import org.resnet4j.spark.barrier.WorkerStage;
import org.resnet4j.train.event.TrainingException;

/**
 * Trains one network with several processes that Spark places, as its {@code TorchDistributor} does
 * for Python: the tasks of a barrier stage start together, tell each other where process 0 is, and
 * each starts a JVM that trains as {@code resnet4j launch train} does, over Gloo.
 *
 * {@snippet :
 * var result =
 *     SparkTrainer.on(spark)
 *         .processes(4)
 *         .output("/shared/runs/pets") // all machines see it
 *         .train("--data", "/shared/pets", "--model", "resnet18");
 * }
 *
 * <p>Executors need the jars of the command line with libtorch's natives ({@code spark-submit
 * --jars}), Linux, and as many free slots as there are processes; each computes with {@code
 * spark.task.cpus} threads, unless the words name {@code --threads}. Where a process fails, or an
 * executor is lost, all start again from the last checkpoint. Data and run folder lie where all
 * machines see them. Traffic between processes is neither encrypted nor authenticated.
 */
public final class SparkTrainer {
  private final SparkSession spark;
  private int processes = 1;
  private int restarts;
  private String output = "";
  private List<String> flags = List.of();

  private SparkTrainer(SparkSession spark) {
    this.spark = Objects.requireNonNull(spark, "spark");
  }

  /**
   * A training to be described.
   *
   * @param spark a session of its own driver, not one of Spark Connect
   * @return a trainer of one process
   */
  public static SparkTrainer on(SparkSession spark) {
    return new SparkTrainer(spark);
  }

  /**
   * How many processes train together.
   *
   * @param number at least 1; Spark refuses more than it has slots
   * @return this trainer
   * @throws IllegalArgumentException if it is less
   */
  public SparkTrainer processes(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("at least one process trains, got " + number);
    }
    processes = number;
    return this;
  }

  /**
   * How often all processes start again where one fails; Spark itself allows three times ({@code
   * spark.stage.maxConsecutiveAttempts}). Without this call never. A lost executor is Spark's to
   * replace, whatever is said here.
   *
   * @param number not negative
   * @return this trainer
   * @throws IllegalArgumentException if it is negative
   */
  public SparkTrainer restarts(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("restarts are not negative, got " + number);
    }
    restarts = number;
    return this;
  }

  /**
   * The run folder.
   *
   * @param folder a path of the local file system that is the same folder on all machines
   * @return this trainer
   */
  public SparkTrainer output(String folder) {
    output = Objects.requireNonNull(folder, "folder");
    return this;
  }

  /**
   * Flags for the processes' JVMs, after those that the engines need.
   *
   * @param theirs {@code -Xmx8g}
   * @return this trainer
   */
  public SparkTrainer jvmFlags(String... theirs) {
    flags = List.of(theirs);
    return this;
  }

  /**
   * Trains; returns when it is done.
   *
   * @param words options of the command {@code train}, without {@code --output}
   * @return the result, a JSON object, as {@code train --json} prints it
   * @throws IllegalArgumentException if there is no run folder
   * @throws TrainingException if it fails; the message is that of the process that failed first
   */
  public String train(String... words) {
    if (output.isBlank()) {
      throw new IllegalArgumentException(
          "a training on Spark needs a run folder that all machines see: output(…)");
    }
    var plan =
        new WorkerPlan(new ArrayList<>(List.of(words)), output, new ArrayList<>(flags), restarts);
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var outcomes = WorkerStage.run(context, processes, plan);
    var failed = outcomes.stream().filter(one -> !one.done()).toList();
    if (!failed.isEmpty()) {
      throw new TrainingException(WorkerOutcome.culprit(failed).text());
    }
    return outcomes.getFirst().text();
  }
}
