package org.resnet4j.vector.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The arrays that hold the values of executables: those of one network share them, because they run
 * one at a time.
 */
public final class Arenas {
  private final List<float[]> arrays = new ArrayList<>();

  /** As many as a program needs, without memory: not to be written to. */
  static Arenas hollow(int count) {
    var hollow = new Arenas();
    hollow.arrays.addAll(Collections.nCopies(count, new float[1]));
    return hollow;
  }

  /** Whether there is room for values of these lengths. */
  public boolean hold(List<Long> lengths) {
    if (lengths.size() > arrays.size()) {
      return false;
    }
    for (int i = 0; i < lengths.size(); i++) {
      if (lengths.get(i) > arrays.get(i).length) {
        return false;
      }
    }
    return true;
  }

  /** Makes room; executables that are bound to the old arrays must be discarded first. */
  public void grow(List<Long> lengths) {
    var wanted = new ArrayList<>(lengths);
    for (int i = 0; i < arrays.size(); i++) {
      long old = arrays.get(i).length;
      if (i < wanted.size()) {
        wanted.set(i, Math.max(wanted.get(i), old));
      } else {
        wanted.add(old);
      }
    }
    arrays.clear(); // so that the old and the new arrays never exist at the same time
    wanted.forEach(length -> arrays.add(new float[Math.toIntExact(length)]));
  }

  /** Bytes of all arrays. */
  public long bytes() {
    return arrays.stream().mapToLong(array -> (long) array.length * Float.BYTES).sum();
  }

  float[] array(int index) {
    return arrays.get(index);
  }
}
