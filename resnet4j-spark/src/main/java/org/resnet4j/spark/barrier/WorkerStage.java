package org.resnet4j.spark.barrier;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.resnet4j.engine.collective.ReservedPort;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A barrier stage, whose tasks start together, a worker each. */
public final class WorkerStage {
  private static final String FILES = ".spark";

  private WorkerStage() {}

  /**
   * Starts workers and waits for their end.
   *
   * @param spark runs the stage
   * @param processes how many workers
   * @param plan what they do
   * @return how each ended, by rank
   */
  public static List<WorkerOutcome> run(JavaSparkContext spark, int processes, WorkerPlan plan) {
    var ranks = IntStream.range(0, processes).boxed().toList();
    Function1<Iterator<Integer>, Iterator<WorkerOutcome>> task =
        (Function1<Iterator<Integer>, Iterator<WorkerOutcome>> & Serializable)
            rows -> CollectionConverters.asScala(List.of(work(plan)).iterator());
    ClassTag<WorkerOutcome> type = ClassTag$.MODULE$.apply(WorkerOutcome.class);
    var stage = spark.parallelize(ranks, processes).rdd().barrier();
    var outcomes = JavaRDD.fromRDD(stage.mapPartitions(task, false, type), type);
    // Spark starts a failed barrier stage again where another follows it, and only there
    return outcomes.repartition(1).collect().stream()
        .sorted(Comparator.comparingInt(WorkerOutcome::rank))
        .toList();
  }

  /** In a task: all of them throw or none, so that Spark starts all of them again. */
  private static WorkerOutcome work(WorkerPlan plan) {
    var context = BarrierTaskContext.get();
    var reserved =
        context.partitionId() == 0
            ? Optional.of(ReservedPort.take())
            : Optional.<ReservedPort>empty();
    try {
      return work(plan, context, Peers.meet(context, reserved));
    } finally {
      reserved.ifPresent(ReservedPort::close);
    }
  }

  private static WorkerOutcome work(WorkerPlan plan, BarrierTaskContext context, Peers peers) {
    var environment = peers.environment();
    var job = Path.of(plan.output()).resolve(FILES);
    var errors = "attempt_%d/%d/error.json".formatted(peers.attempt(), peers.rank());
    environment.put("TORCHELASTIC_ERROR_FILE", job.resolve(errors).toString());
    var words = plan.command(context.cpus());
    var outcome = outcome(context, peers, plan.flags(), words, environment);
    if (outcome.mayTryAgain() && peers.attempt() < plan.restarts()) {
      throw new IllegalStateException(outcome.text());
    }
    return outcome;
  }

  private static WorkerOutcome outcome(
      BarrierTaskContext context,
      Peers peers,
      List<String> flags,
      List<String> words,
      Map<String, String> environment) {
    int rank = peers.rank();
    var worker = WorkerJvm.start(rank, flags, words, environment, temporary());
    var hook = new Thread(worker::end, "resnet4j-worker-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int code = worker.await(context::isInterrupted);
      var failure =
          worker.sentence().isEmpty()
              ? "process %d ended with exit code %d".formatted(rank, code)
              : worker.sentence();
      return new WorkerOutcome(rank, code, code == 0 ? worker.printed() : failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      worker.end();
      throw new IllegalStateException("interrupted while process %d trained".formatted(rank), e);
    } finally {
      remove(hook);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // this JVM is ending
    }
  }

  private static Path temporary() {
    try {
      var folder = Files.createTempDirectory("resnet4j-worker-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
