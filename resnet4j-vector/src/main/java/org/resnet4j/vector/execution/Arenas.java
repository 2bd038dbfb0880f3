package org.resnet4j.vector.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * The arrays that the values of executables lie in: those of one network share them, as they run
 * one at a time.
 */
public final class Arenas {
  private final List<float[]> arrays = new ArrayList<>();

  /** Whether values that take these lengths can lie here. */
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

  /** Makes room; executables that were bound to the old arrays must be thrown away first. */
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
    arrays.clear(); // so that old and new are never there at once
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
