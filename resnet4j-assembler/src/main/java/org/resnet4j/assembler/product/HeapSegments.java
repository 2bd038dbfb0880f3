package org.resnet4j.assembler.product;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Segments of some arrays, remembered, so that calls on the same arrays allocate nothing: the
 * compiler does not always see that a new one stays in the method. Threads may use it at the same
 * time; at worst they make a segment twice.
 */
final class HeapSegments {
  /** Places, a power of two; and how many an array may lie in. */
  private static final int PLACES = 64;

  private static final int TRIED = 4;

  private record Known(float[] array, MemorySegment segment) {}

  private final @Nullable Known[] known = new Known[PLACES];

  /** The array as a segment. */
  MemorySegment of(float[] array) {
    int hash = System.identityHashCode(array);
    for (int i = 0; i < TRIED; i++) {
      int at = (hash + i) & (PLACES - 1);
      var there = known[at];
      if (there == null) {
        return put(at, array);
      }
      if (there.array() == array) {
        return there.segment();
      }
    }
    return put(hash & (PLACES - 1), array);
  }

  private MemorySegment put(int at, float[] array) {
    var segment = MemorySegment.ofArray(array);
    known[at] = new Known(array, segment);
    return segment;
  }
}
