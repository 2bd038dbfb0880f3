package org.resnet4j.int8.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.resnet4j.int8.plan.ByteMap;
import org.resnet4j.int8.plan.MapMemory;
import org.resnet4j.int8.plan.Step;

/**
 * Phases that some images go through together, before the next images do: as many as the caches
 * hold the maps of. Where maps are small they share the weights on their way through the caches.
 */
record Section(List<Phase> phases, int together) {
  /** Images together at most. */
  static final int MOST = 8;

  /** Bytes of maps that a core's cache holds beside weights. */
  private static final int CACHE = 1 << 20;

  Section {
    phases = List.copyOf(phases);
  }

  /** Steps whose maps are of one size, one after another, are a section. */
  static List<Section> of(List<Emission.Emitted> emitted, MapMemory memory, int threads) {
    var sections = new ArrayList<Section>();
    int from = 0;
    for (int to = 1; to <= emitted.size(); to++) {
      if (to == emitted.size() || pixels(emitted.get(to)) != pixels(emitted.get(from))) {
        sections.add(of(emitted.subList(from, to), memory, (long) CACHE * threads));
        from = to;
      }
    }
    return sections;
  }

  private static Section of(List<Emission.Emitted> part, MapMemory memory, long cache) {
    long largest = part.stream().mapToLong(one -> bytes(one.step(), memory)).max().orElse(0);
    boolean floats = part.stream().anyMatch(one -> pixels(one) == 0);
    int together = floats ? MOST : Math.clamp(cache / Math.max(1, largest), 1, MOST);
    return new Section(
        part.stream().flatMap(one -> one.phases().stream()).toList(),
        Integer.highestOneBit(together));
  }

  /** Of what a step writes; 0 of floats, which are computed for all images at once. */
  private static int pixels(Emission.Emitted one) {
    return one.step() instanceof Step.Quantise
        ? 0
        : one.step().writes().map(map -> map.height() * map.width()).orElse(0);
  }

  private static long bytes(Step step, MapMemory memory) {
    return Stream.concat(step.reads().stream(), step.writes().stream())
        .mapToLong(map -> size(map, memory))
        .sum();
  }

  private static int size(ByteMap map, MapMemory memory) {
    return memory.place(map).layout().size();
  }
}
