package org.resnet4j.int8.execution;

import java.util.ArrayList;
import java.util.List;

/** A phase and the images that it computes. */
record PhaseRun(Phase phase, ImageMemory images) {

  /** All phases of all images, in an order in which each finds what it reads. */
  static PhaseRun[] of(List<Section> sections, ImageMemory all) {
    var tasks = new ArrayList<PhaseRun>();
    for (var section : sections) {
      int together = Math.min(section.together(), all.count());
      for (int from = 0; from < all.count(); from += together) {
        var part = all.part(from, Math.min(together, all.count() - from));
        section.phases().forEach(phase -> tasks.add(new PhaseRun(phase, part)));
      }
    }
    return tasks.toArray(PhaseRun[]::new);
  }
}
