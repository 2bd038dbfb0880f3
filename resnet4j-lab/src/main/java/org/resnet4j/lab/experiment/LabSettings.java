package org.resnet4j.lab.experiment;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What a user may vary in an experiment. A setting that the experiment does not have is 0 or empty
 * in its defaults.
 *
 * @param data the data set, as users type it
 * @param depths of the networks, where the experiment has several; ascending
 * @param epochs each training takes
 * @param steps each measurement over time takes
 * @param batchSize of trainings and measurements
 * @param seeds how many repetitions
 * @param seed the first of them
 */
public record LabSettings(
    String data, List<Integer> depths, int epochs, int steps, int batchSize, int seeds, long seed) {
  public LabSettings {
    depths = depths.stream().sorted().distinct().toList();
    if (seeds < 1) {
      throw new IllegalArgumentException("an experiment needs at least one seed, got " + seeds);
    }
  }

  /** The seeds of the repetitions. */
  public List<Long> allSeeds() {
    return LongStream.range(seed, seed + seeds).boxed().toList();
  }

  public int deepest() {
    return depths.getLast();
  }
}
