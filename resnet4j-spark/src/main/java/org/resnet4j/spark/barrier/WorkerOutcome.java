package org.resnet4j.spark.barrier;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/** How a worker ended. A class with plain fields, which every serializer of Spark's knows. */
public final class WorkerOutcome implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int USAGE = 2;

  private final int rank;
  private final int code;
  private final String text;

  /**
   * A worker's end.
   *
   * @param rank which
   * @param code its exit code
   * @param text what it printed, or why it failed
   */
  WorkerOutcome(int rank, int code, String text) {
    this.rank = rank;
    this.code = code;
    this.text = text;
  }

  /** {@return which worker} */
  public int rank() {
    return rank;
  }

  /** {@return whether it did its work} */
  public boolean done() {
    return code == 0;
  }

  /** {@return what it printed, or why it failed, in one sentence} */
  public String text() {
    return text;
  }

  /** Whether another attempt may do better. */
  boolean mayTryAgain() {
    return code != 0 && code != USAGE;
  }

  /**
   * The one that is to blame: one that was killed, before those that failed because of it.
   *
   * @param failed some that are not done
   * @return the first to tell of
   */
  public static WorkerOutcome culprit(List<WorkerOutcome> failed) {
    return failed.stream()
        .min(
            Comparator.comparing((WorkerOutcome one) -> one.code <= 128).thenComparing(o -> o.rank))
        .orElseThrow();
  }
}
