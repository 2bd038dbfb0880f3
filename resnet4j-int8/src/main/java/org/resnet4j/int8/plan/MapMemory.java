package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where every map of an image lies: those that are not needed at the same time share memory.
 *
 * @param places by map
 * @param size bytes of an image
 */
public record MapMemory(Map<ByteMap, Place> places, int size) {
  private static final int LINE = 64;

  /** Where a map begins, from the start of its image's memory. */
  public record Place(int at, ByteLayout layout) {}

  /** From the step that writes a map to the last that reads it. */
  private record Life(ByteLayout layout, int from, int to) {
    boolean meets(Life other) {
      return from <= other.to && other.from <= to;
    }

    int room() {
      return Math.ceilDiv(layout.size(), LINE) * LINE;
    }
  }

  private record Taken(Life life, int at) {
    int end() {
      return at + life.room();
    }
  }

  /** Large maps first, each at the lowest place that is free all its life. */
  public static MapMemory of(Plan plan) {
    var lives = new ArrayList<>(lives(plan.steps()));
    lives.sort(Comparator.comparingInt(life -> -life.layout.size()));
    var taken = new ArrayList<Taken>();
    var places = new LinkedHashMap<ByteMap, Place>();
    int size = 0;
    for (var life : lives) {
      int at = lowest(life, taken);
      taken.add(new Taken(life, at));
      places.put(life.layout.map(), new Place(at, life.layout));
      size = Math.max(size, at + life.room());
    }
    return new MapMemory(Map.copyOf(places), size);
  }

  private static int lowest(Life life, List<Taken> taken) {
    var others =
        taken.stream()
            .filter(other -> other.life.meets(life))
            .sorted(Comparator.comparingInt(Taken::at))
            .toList();
    int at = 0;
    for (var other : others) {
      if (at + life.room() <= other.at) {
        break;
      }
      at = Math.max(at, other.end());
    }
    return at;
  }

  private static List<Life> lives(List<Step> steps) {
    var begins = new LinkedHashMap<ByteMap, Integer>();
    var ends = new LinkedHashMap<ByteMap, Integer>();
    var borders = new LinkedHashMap<ByteMap, Integer>();
    for (int i = 0; i < steps.size(); i++) {
      int now = i;
      var step = steps.get(i);
      step.writes().ifPresent(map -> begins.put(map, now));
      step.reads().forEach(map -> ends.put(map, now));
      step.reads().forEach(map -> borders.merge(map, border(step, map), Math::max));
    }
    return begins.entrySet().stream()
        .map(
            entry -> {
              var map = entry.getKey();
              int from = entry.getValue();
              var layout = ByteLayout.of(map, borders.getOrDefault(map, 0));
              return new Life(layout, from, ends.getOrDefault(map, from));
            })
        .toList();
  }

  private static int border(Step step, ByteMap map) {
    return switch (step) {
      case Step.Convolution c when c.in().equals(map) -> c.window().padding();
      case Step.MaxPool p -> p.window().padding();
      default -> 0;
    };
  }

  public Place place(ByteMap map) {
    var place = places.get(map);
    if (place == null) {
      throw new IllegalStateException("no step writes '%s'".formatted(map.name()));
    }
    return place;
  }
}
