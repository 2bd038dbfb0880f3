package org.resnet4j.cli.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.engine.collective.Collectives;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.engine.collective.LaunchEnvironment;
import org.resnet4j.engine.collective.Rendezvous;
import org.resnet4j.train.parallel.TrainingGroup;

/**
 * The processes that a launcher started together, as one of them sees it; without a launcher, this
 * one. Process 0 decides, prints and writes; the others follow.
 */
public final class Processes implements AutoCloseable {
  private final Optional<Rendezvous> rendezvous;
  private final TrainingGroup team;
  private final ErrorFile errors;

  private Processes(Optional<Rendezvous> rendezvous, TrainingGroup team, ErrorFile errors) {
    this.rendezvous = rendezvous;
    this.team = team;
    this.errors = errors;
  }

  /** Of a process that nobody launched. */
  public static Processes alone() {
    return join(Map.of(), false);
  }

  /**
   * Joins them; returns when all have come.
   *
   * @param syncNorms whether batch norm is to see the batches of all
   */
  public static Processes join(Map<String, String> environment, boolean syncNorms) {
    var errors = new ErrorFile(environment);
    try {
      var found = LaunchEnvironment.of(environment);
      var group = found.map(Collectives::join).orElseGet(Collectives::alone);
      return new Processes(found, new TrainingGroup(new DataParallel(group, syncNorms)), errors);
    } catch (RuntimeException e) {
      errors.write(Errors.sentence(e));
      throw e;
    }
  }

  /** The group. */
  public DataParallel parallel() {
    return team.parallel();
  }

  /** This process's number, from 0. */
  public int rank() {
    return team.rank();
  }

  /** Whether this process decides, prints and writes. */
  public boolean lead() {
    return team.leads();
  }

  /** Whether no process of this machine has a smaller number. */
  public boolean firstHere() {
    return rendezvous.map(r -> r.localRank() == 0).orElse(true);
  }

  /** How many threads compute where the user named no number: its part of the machine's cores. */
  public int threads() {
    return rendezvous.map(r -> threads(r, Runtime.getRuntime().availableProcessors())).orElse(0);
  }

  static int threads(Rendezvous rendezvous, int cores) {
    return Math.max(1, cores / rendezvous.localSize());
  }

  /** Process 0's decision in all of them. */
  public String decided(Supplier<String> decision) {
    return team.text(lead() ? decision.get() : "");
  }

  /** One process of each machine does this first: what it fetches, the others find. */
  public <T> T firstOnMachine(Supplier<T> work) {
    var early = firstHere() ? Optional.of(work.get()) : Optional.<T>empty();
    parallel().processes().barrier();
    return early.orElseGet(work);
  }

  /** What the processes before these left of what they were doing, if a launcher started them. */
  public Optional<Path> left() {
    return errors.left();
  }

  /** Where processes that are started after these find what these are doing. */
  public Optional<Path> memo() {
    return errors.memo();
  }

  /** Tells the others, and the launcher, why this process ends. */
  public void failed(Throwable problem) {
    var sentence = Errors.sentence(problem);
    team.abort(sentence);
    errors.write(sentence);
  }

  @Override
  public void close() {
    parallel().processes().close();
  }
}
