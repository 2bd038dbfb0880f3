package org.resnet4j.vector.ops;

/** Memory that a worker uses within an item: one array a worker, as long as the longest wish. */
public final class Scratch {
  private final float[][] arrays;

  public Scratch(int threads) {
    arrays = new float[threads][0];
  }

  /** Makes sure that each worker has this many floats; while the plan is made. */
  public void reserve(int floats) {
    for (int i = 0; i < arrays.length; i++) {
      if (arrays[i].length < floats) {
        arrays[i] = new float[floats];
      }
    }
  }

  /** The worker's array; take it anew in every item. */
  public float[] of(int worker) {
    return arrays[worker];
  }
}
