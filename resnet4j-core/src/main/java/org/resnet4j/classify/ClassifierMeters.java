package org.resnet4j.classify;

import java.time.Duration;

/**
 * Where a {@link Classifier} reports its counts and times, with the names and the kinds of meters
 * that Micrometer has, on which this library does not depend. An adapter is
 *
 * {@snippet :
 * new ClassifierMeters() {
 *   public void time(String name, Duration duration, String... tags) {
 *     registry.timer(name, tags).record(duration);
 *   }
 *
 *   public void record(String name, double amount, String... tags) {
 *     registry.summary(name, tags).record(amount);
 *   }
 * }
 * }
 *
 * <p>Called by the calling threads and the computing one, several at once. What it throws is
 * dropped.
 */
public interface ClassifierMeters {
  /**
   * A timer: one call, from its beginning to its answer or error. Tag {@code outcome}: {@code
   * success}, {@code deadline}, {@code interrupted}, {@code closed} or {@code failed}.
   */
  String CALLS = "resnet4j.classifier.calls";

  /** A timer: how long a call waited before its batch began. */
  String WAITING = "resnet4j.classifier.waiting";

  /** A timer: how long the engine computed one batch. */
  String BATCHES = "resnet4j.classifier.batches";

  /** A distribution summary: how many pictures a batch had. */
  String BATCH_SIZE = "resnet4j.classifier.batch.size";

  /** Reports nothing. */
  ClassifierMeters NONE =
      new ClassifierMeters() {
        @Override
        public void time(String name, Duration duration, String... tags) {}

        @Override
        public void record(String name, double amount, String... tags) {}
      };

  /**
   * One event of a timer.
   *
   * @param name of the timer, one of those above
   * @param duration how long it took
   * @param tags keys and values in turn
   */
  void time(String name, Duration duration, String... tags);

  /**
   * One event of a distribution summary.
   *
   * @param name of the summary, one of those above
   * @param amount what is to be recorded
   * @param tags keys and values in turn
   */
  void record(String name, double amount, String... tags);
}
