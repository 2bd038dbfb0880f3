package org.resnet4j.vector.kernel.memory;

/**
 * Memory that tasks use while they run and that keeps nothing between them: one part for each
 * worker, and parts that all workers see. The creator of a task requests what it needs; the memory
 * grows to the largest request, once, before or at the first run.
 */
public final class Scratch {
  /**
   * Where to begin in an array, so that vectors do not straddle cache lines: after the 16-byte
   * header that a large array has at the start of its region.
   */
  public static final int START = 12;

  /** The length of the smallest array: large enough to get its own region of the heap. */
  private static final int LEAST = 1 << 20;

  /** Parts that all workers see. */
  public enum Shared {
    WEIGHTS,
    GRADIENTS,
    LEFT,
    RIGHT
  }

  private final float[][] own;
  private final float[][] shared = new float[Shared.values().length][0];
  private int floats;

  public Scratch(int workers) {
    own = new float[workers][0];
  }

  public int workers() {
    return own.length;
  }

  /** Bytes that it takes when every part has its full size. */
  public long bytes() {
    long sum = (long) floats * own.length;
    for (float[] part : shared) {
      sum += part.length;
    }
    return sum * Float.BYTES;
  }

  /** Requests this many floats from {@link #START} on for each worker. */
  public void require(int size) {
    floats = Math.max(floats, Math.max(LEAST, START + size));
  }

  /** Requests this many floats from {@link #START} on of a part that all workers see. */
  public void require(Shared part, int size) {
    int floatsOfPart = Math.max(LEAST, START + size);
    if (shared[part.ordinal()].length < floatsOfPart) {
      shared[part.ordinal()] = new float[floatsOfPart];
    }
  }

  /** The memory of a worker. */
  public float[] of(int worker) {
    if (own[worker].length < floats) {
      own[worker] = new float[floats];
    }
    return own[worker];
  }

  /** A part that all workers see. */
  public float[] of(Shared part) {
    return shared[part.ordinal()];
  }
}
