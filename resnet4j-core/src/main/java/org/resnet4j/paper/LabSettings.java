package org.resnet4j.paper;

import java.util.List;

/**
 * What a user may vary in an experiment.
 *
 * @param data the data set, as users type it
 * @param depths of the networks, where the experiment has several
 * @param epochs each training takes
 * @param steps each measurement over time takes
 * @param batchSize of trainings and measurements
 * @param seeds how many repetitions
 * @param seed the first of them
 */
public record LabSettings(
    String data, List<Integer> depths, int epochs, int steps, int batchSize, int seeds, long seed) {
  public LabSettings {
    depths = List.copyOf(depths);
  }
}
