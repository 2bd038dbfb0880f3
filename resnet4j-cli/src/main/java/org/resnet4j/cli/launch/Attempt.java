package org.resnet4j.cli.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The processes of one machine, started together: they end together, well or not. */
final class Attempt {
  private static final long POLL_MILLIS = 50;

  /** Where one has failed, the others say so themselves within this time. */
  private static final long LAST_WORDS_MILLIS = 10_000;

  /** To save, when asked to end: as torchrun has it. */
  private static final long SAVING_MILLIS = 30_000;

  private static final int INTERRUPTED = 130;

  /** Of a JVM that was sent SIGTERM, and has saved. */
  private static final int TERMINATED = 143;

  private static final int USAGE = 2;

  /** What they came to: an exit code, and whether another attempt may do better. */
  record Outcome(int code, boolean mayTryAgain, String how) {}

  private final List<Worker> workers = new ArrayList<>();

  private Attempt() {}

  /**
   * Starts them.
   *
   * @param environment what all are told
   * @param firstRank of this machine's processes
   */
  static Attempt start(
      int processes,
      int firstRank,
      List<String> words,
      Map<String, String> environment,
      JobFolder job) {
    var attempt = new Attempt();
    for (int i = 0; i < processes; i++) {
      var own = new TreeMap<>(environment);
      own.put("RANK", Integer.toString(firstRank + i));
      own.put("LOCAL_RANK", Integer.toString(i));
      own.put(ErrorFile.VARIABLE, job.errorFile(firstRank + i).toString());
      attempt.workers.add(Worker.start(firstRank + i, words, own));
    }
    return attempt;
  }

  /**
   * Waits for their end.
   *
   * @param asked whether the launcher itself is to end
   * @param elsewhere whether processes of other machines have failed
   */
  Outcome outcome(BooleanSupplier asked, BooleanSupplier elsewhere) throws InterruptedException {
    while (alive() && !failed() && !asked.getAsBoolean() && !elsewhere.getAsBoolean()) {
      Thread.sleep(POLL_MILLIS);
    }
    if (asked.getAsBoolean()) {
      workers.forEach(Worker::ask);
      end(SAVING_MILLIS);
      return new Outcome(INTERRUPTED, false, "");
    }
    end(alive() ? LAST_WORDS_MILLIS : 0);
    return judged();
  }

  private Outcome judged() {
    var worst = workers.stream().filter(worker -> worker.exitCode() != 0).toList();
    if (worst.isEmpty()) {
      return new Outcome(0, false, "");
    }
    // one that was killed, before those that failed because of it
    var first = worst.stream().filter(w -> w.exitCode() > 128 && !asked(w)).findFirst();
    var culprit = first.orElse(worst.getFirst());
    int code = asked(culprit) ? INTERRUPTED : culprit.exitCode();
    boolean certain = worst.stream().anyMatch(w -> w.exitCode() == USAGE || asked(w));
    var how = "process %d ended with exit code %d".formatted(culprit.rank(), code);
    return new Outcome(code > 128 && code != INTERRUPTED ? 1 : code, !certain, how);
  }

  private static boolean asked(Worker worker) {
    return worker.exitCode() == INTERRUPTED || worker.exitCode() == TERMINATED;
  }

  private boolean alive() {
    return workers.stream().anyMatch(Worker::alive);
  }

  private boolean failed() {
    return workers.stream().anyMatch(worker -> !worker.alive() && worker.exitCode() != 0);
  }

  /** Gives them this time, then no more. */
  private void end(long millis) throws InterruptedException {
    long end = System.nanoTime() + 1_000_000 * millis;
    for (var worker : workers) {
      worker.ended(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }
    workers.stream().filter(Worker::alive).forEach(Worker::kill);
    for (var worker : workers) {
      worker.ended(Long.MAX_VALUE / 2_000_000);
      worker.drain();
    }
  }
}
