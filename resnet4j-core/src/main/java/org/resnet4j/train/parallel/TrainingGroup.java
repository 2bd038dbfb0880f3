package org.resnet4j.train.parallel;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.evaluate.Tally;
import org.resnet4j.train.run.Meter;

/**
 * The processes of one training: what they agree on, so that each takes the same decisions. Process
 * 0 leads: its clock counts, and it alone writes the run's files. One process agrees with itself at
 * once. For one thread.
 *
 * @param parallel the group
 */
public record TrainingGroup(DataParallel parallel) {

  /**
   * What all processes came to in one update.
   *
   * @param meter the sums over all of them, without time
   * @param seconds training time so far, by the leader's clock
   * @param stop whether any of them was asked to stop
   */
  public record Agreement(Meter meter, double seconds, boolean stop) {}

  private Collective processes() {
    return parallel.processes();
  }

  /** {@return whether there are other processes} */
  public boolean together() {
    return parallel.together();
  }

  /** {@return whether this process writes the run's files} */
  public boolean leads() {
    return rank() == 0;
  }

  /** {@return this process's number, from 0} */
  public int rank() {
    return processes().rank();
  }

  /** {@return how many processes there are} */
  public int size() {
    return processes().size();
  }

  /**
   * Agrees on one update.
   *
   * @param own the sums over this process's images
   * @param seconds training time so far, by its own clock
   * @param stop whether it was asked to stop
   * @return what all came to
   */
  public Agreement agree(Meter own, double seconds, boolean stop) {
    if (!together()) {
      return new Agreement(own, seconds, stop);
    }
    var sums =
        new double[] {
          own.loss(),
          own.correct(),
          own.correctTop5(),
          own.images(),
          leads() ? seconds : 0,
          stop ? 1 : 0
        };
    processes().sum(sums);
    var meter = new Meter(sums[0], (long) sums[1], (long) sums[2], (long) sums[3], 0, 0);
    return new Agreement(meter.taking(0, own.waiting()), sums[4], sums[5] > 0);
  }

  /**
   * {@return the leader's time}
   *
   * @param seconds by this process's clock
   */
  public double clock(double seconds) {
    return agree(Meter.empty(), seconds, false).seconds();
  }

  /**
   * Makes a tally of this process's images one of all.
   *
   * @param tally of the process; afterwards the sums
   */
  public void sum(Tally tally) {
    if (together()) {
      var sums = tally.sums();
      processes().sum(sums);
      tally.set(sums);
    }
  }

  /**
   * {@return the text of the leader}
   *
   * @param own counts where this process leads
   */
  public String text(String own) {
    return together() ? text(own, 0) : own;
  }

  private String text(String own, int root) {
    byte[] bytes = own.getBytes(StandardCharsets.UTF_8);
    var length = new double[] {rank() == root ? bytes.length : 0};
    processes().sum(length);
    var letters = new float[(int) length[0]];
    for (int i = 0; rank() == root && i < letters.length; i++) {
      letters[i] = bytes[i];
    }
    processes().broadcast(letters, root);
    var read = new byte[letters.length];
    for (int i = 0; i < read.length; i++) {
      read[i] = (byte) letters[i];
    }
    return new String(read, StandardCharsets.UTF_8);
  }

  /**
   * {@return what all processes have, key by key}
   *
   * @param own what this one has
   */
  public Map<String, String> union(Map<String, String> own) {
    var count = new double[] {own.size()};
    processes().sum(count);
    if (!together() || count[0] == 0) {
      return own;
    }
    var all = new TreeMap<String, String>();
    for (int root = 0; root < size(); root++) {
      Words.split(text(Words.joined(own), root), all);
    }
    return all;
  }

  /**
   * Tells the others that this process cannot go on.
   *
   * @param why one sentence
   */
  public void abort(String why) {
    processes().abort("process " + rank() + " of " + size() + ": " + why);
  }
}
