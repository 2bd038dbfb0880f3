package org.resnet4j.serve.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.resnet4j.classify.ClassifierMeters;

/** Counts and times of a model since it was loaded, as the protocol's statistics want them. */
public final class ModelStatistics implements ClassifierMeters {
  /** How often, and how long in all. */
  private static final class Total {
    final LongAdder count = new LongAdder();
    final LongAdder nanos = new LongAdder();

    void add(Duration time) {
      count.increment();
      nanos.add(time.toNanos());
    }

    Map<String, Long> fields() {
      return Map.of("count", count.sum(), "ns", nanos.sum());
    }
  }

  private final ClassifierMeters next;
  private final Total success = new Total();
  private final Total fail = new Total();
  private final Total queue = new Total();
  private final Total compute = new Total();
  private final AtomicLong last = new AtomicLong();

  /** Statistics that tell another what they are told. */
  ModelStatistics(ClassifierMeters next) {
    this.next = next;
  }

  @Override
  public void time(String name, Duration duration, String... tags) {
    switch (name) {
      case CALLS -> {
        (tags[1].equals("success") ? success : fail).add(duration);
        last.set(System.currentTimeMillis());
      }
      case WAITING -> queue.add(duration);
      case BATCHES -> compute.add(duration);
      default -> {}
    }
    next.time(name, duration, tags);
  }

  @Override
  public void record(String name, double amount, String... tags) {
    next.record(name, amount, tags);
  }

  /** The fields of the protocol's statistics. */
  public Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("last_inference", last.get());
    fields.put("inference_count", success.count.sum());
    fields.put("execution_count", compute.count.sum());
    fields.put(
        "inference_stats",
        Map.of(
            "success", success.fields(),
            "fail", fail.fields(),
            "queue", queue.fields(),
            "compute_infer", compute.fields()));
    return fields;
  }
}
