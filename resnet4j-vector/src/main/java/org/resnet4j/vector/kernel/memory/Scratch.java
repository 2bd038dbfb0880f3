package org.resnet4j.vector.kernel.memory;

import java.util.Optional;
import org.resnet4j.vector.kernel.machine.FloatKernels;
import org.resnet4j.vector.kernel.machine.PairKernels;
import org.resnet4j.vector.kernel.machine.ProvidedKernels;
import org.resnet4j.vector.kernel.machine.RowBlockKernel;

/**
 * Memory that tasks use while they run and that keeps nothing between them: one part for each
 * worker, and parts that all workers see. The creator of a task requests what it needs; the memory
 * grows to the largest request, once, at the first run. Beside it, the kernels of other modules.
 */
public final class Scratch {
  /**
   * Where to begin in an array, so that vectors do not straddle cache lines: after the 16-byte
   * header that a large array has at the start of its region.
   */
  public static final int START = 12;

  /**
   * The length of the smallest array: large enough to get its own regions of the heap, of the size
   * that the launcher's flags set.
   */
  private static final int LEAST = 1 << 17;

  /** Parts that all workers see. */
  public enum Shared {
    WEIGHTS,
    GRADIENTS,
    LEFT,
    RIGHT
  }

  private final float[][] own;
  private final float[][] shared = new float[Shared.values().length][0];
  private final int[] lengths = new int[Shared.values().length];
  private final ProvidedKernels kernels;
  private int floats;

  public Scratch(int workers) {
    this(workers, ProvidedKernels.NONE);
  }

  /** With the kernels of other modules, where there are any. */
  public Scratch(int workers, ProvidedKernels kernels) {
    own = new float[workers][0];
    this.kernels = kernels;
  }

  /** Kernels in fp32, instead of the engine's own. */
  public Optional<FloatKernels> floats() {
    return kernels.floats();
  }

  /** Register blocks in fp32, instead of the engine's own. */
  public Optional<RowBlockKernel> rows() {
    return floats().map(FloatKernels::rows);
  }

  /**
   * The kernels for products of bfloat16.
   *
   * @throws IllegalStateException if there are none
   */
  public PairKernels pairs() {
    return kernels
        .pairs()
        .orElseThrow(() -> new IllegalStateException("no kernels multiply bfloat16"));
  }

  public int workers() {
    return own.length;
  }

  /** Bytes that it takes when every part has its full size. */
  public long bytes() {
    long sum = (long) floats * own.length;
    for (int length : lengths) {
      sum += length;
    }
    return sum * Float.BYTES;
  }

  /** Requests this many floats from {@link #START} on for each worker. */
  public void require(int size) {
    floats = Math.max(floats, Math.max(LEAST, START + size));
  }

  /** Requests this many floats from {@link #START} on of a part that all workers see. */
  public void require(Shared part, int size) {
    int i = part.ordinal();
    lengths[i] = Math.max(lengths[i], Math.max(LEAST, START + size));
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
    int i = part.ordinal();
    float[] array = shared[i];
    return array.length < lengths[i] ? grown(i) : array;
  }

  /** For the first of the workers that come at the same time; the others find what it has made. */
  private synchronized float[] grown(int i) {
    if (shared[i].length < lengths[i]) {
      shared[i] = new float[lengths[i]];
    }
    return shared[i];
  }
}
