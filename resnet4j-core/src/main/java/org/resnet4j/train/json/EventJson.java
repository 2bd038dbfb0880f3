package org.resnet4j.train.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.train.event.Contest;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;

/** Training events as plain maps, for logs and live pages. */
public final class EventJson {
  private EventJson() {}

  /**
   * An event's fields, with {@code event} naming its kind first.
   *
   * @param event any event
   * @return a new map, in the order in which the fields are written
   */
  public static Map<String, Object> of(TrainingEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (event) {
      case TrainingEvent.Started e -> {
        json.put("event", "started");
        json.put("iteration", e.done());
        json.put("iterations", e.iterations());
        json.put("perEpoch", e.perEpoch());
        json.put("examples", e.examples());
        json.put("parameters", e.parameters());
        json.put("engine", e.engine());
        json.put("recipe", e.recipe());
      }
      case TrainingEvent.Step e -> {
        put(json, "step", e.epoch(), e.iteration(), e.seconds());
        metrics(json, e.batch());
        json.put("learningRate", e.learningRate());
        if (Double.isFinite(e.gradientNorm())) {
          json.put("gradientNorm", e.gradientNorm());
        }
      }
      case TrainingEvent.EpochDone e -> {
        put(json, "epoch", e.epoch(), e.iteration(), e.seconds());
        metrics(json, e.train());
      }
      case TrainingEvent.Evaluated e -> {
        put(json, "evaluated", e.epoch(), e.iteration(), e.seconds());
        evaluation(json, e.evaluation());
        json.put("best", e.best());
        contest(json, e.contest());
      }
      case TrainingEvent.Probed e -> {
        put(json, "probed", e.epoch(), e.iteration(), e.seconds());
        json.put("gradients", norms(e));
        json.put("samples", e.samples());
      }
      case TrainingEvent.CheckpointSaved e -> {
        json.put("event", "checkpoint");
        json.put("iteration", e.iteration());
        json.put("file", e.file().toString());
      }
      case TrainingEvent.Warning e -> {
        json.put("event", "warning");
        json.put("message", e.message());
      }
      case TrainingEvent.Done e -> {
        json.put("event", "done");
        json.put("iteration", e.result().iterations());
        json.put("seconds", e.result().trainSeconds());
        json.put("imagesPerSecond", e.result().imagesPerSecond());
        evaluation(json, e.result().test());
      }
      case TrainingEvent.Interrupted e -> {
        json.put("event", "interrupted");
        json.put("epoch", e.epoch());
        json.put("iteration", e.iteration());
        json.put("checkpoint", e.checkpoint().toString());
      }
      case TrainingEvent.Failed e -> {
        json.put("event", "failed");
        json.put("message", e.message());
      }
    }
    return json;
  }

  /**
   * What the weights and their moving average came to, where they differ.
   *
   * @param json receives the fields
   * @param contest the two evaluations
   */
  public static void contest(Map<String, Object> json, Contest contest) {
    contest
        .average()
        .ifPresent(
            average -> {
              json.put("averageAccuracy", average.accuracy());
              json.put("averageLoss", average.meanLoss());
              json.put("weightsAccuracy", contest.weights().accuracy());
              json.put("weightsLoss", contest.weights().meanLoss());
              json.put("better", contest.averageWins() ? "average" : "weights");
            });
  }

  /** ‖∂L/∂y‖ by layer; what is not a number is null. */
  private static Map<String, Object> norms(TrainingEvent.Probed probed) {
    var norms = new LinkedHashMap<String, Object>();
    for (var one : probed.gradients()) {
      norms.put(one.path(), Double.isFinite(one.norm()) ? one.norm() : null);
    }
    return norms;
  }

  private static void put(
      Map<String, Object> json, String event, int epoch, long iteration, double seconds) {
    json.put("event", event);
    json.put("epoch", epoch);
    json.put("iteration", iteration);
    json.put("seconds", seconds);
  }

  private static void metrics(Map<String, Object> json, Metrics metrics) {
    json.put("loss", metrics.loss());
    json.put("top1", metrics.top1());
    json.put("top5", metrics.top5());
    json.put("imagesPerSecond", metrics.imagesPerSecond());
    json.put("dataWait", metrics.dataWait());
  }

  private static void evaluation(Map<String, Object> json, Evaluation evaluation) {
    json.put("correct", evaluation.correct());
    json.put("total", evaluation.total());
    json.put("accuracy", evaluation.accuracy());
    json.put("top5", evaluation.top5());
    json.put("loss", evaluation.meanLoss());
  }
}
