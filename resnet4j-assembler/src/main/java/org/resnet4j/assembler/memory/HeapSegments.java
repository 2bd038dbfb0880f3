package org.resnet4j.assembler.memory;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Segments of some arrays, remembered, so that calls on the same arrays allocate nothing: the
 * compiler does not always see that a new one stays in the method. Threads may use it at the same
 * time; at worst they make a segment twice.
 */
public final class HeapSegments {
  /** Places, a power of two; and how many an array may lie in. */
  private static final int PLACES = 64;

  private static final int TRIED = 4;

  private record Known(Object array, MemorySegment segment) {}

  private final @Nullable Known[] known = new Known[PLACES];

  /** The array as a segment. */
  public MemorySegment of(float[] array) {
    return of(array, MemorySegment::ofArray);
  }

  /** The array as a segment. */
  public MemorySegment of(int[] array) {
    return of(array, MemorySegment::ofArray);
  }

  private <T> MemorySegment of(T array, Function<T, MemorySegment> make) {
    int hash = System.identityHashCode(array);
    for (int i = 0; i < TRIED; i++) {
      int at = (hash + i) & (PLACES - 1);
      var there = known[at];
      if (there == null) {
        return put(at, array, make);
      }
      if (there.array() == array) {
        return there.segment();
      }
    }
    return put(hash & (PLACES - 1), array, make);
  }

  private <T> MemorySegment put(int at, T array, Function<T, MemorySegment> make) {
    var segment = make.apply(array);
    known[at] = new Known(array, segment);
    return segment;
  }
}
