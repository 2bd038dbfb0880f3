package org.resnet4j.vector.kernel.access;

import java.util.Arrays;
import org.resnet4j.vector.kernel.memory.Lanes;

/**
 * Two sums for each channel, gathered by the items of a task while they write: Σv and Σv·u. Each
 * slot belongs to a fixed part of the work; the total adds the slots in their order, so that it
 * does not depend on threads.
 */
public final class Sums {
  private final int padded;
  private int slots;
  private float[] partial = new float[0];

  public Sums(int channels) {
    padded = Lanes.padded(channels);
  }

  /** Makes room; called by the task that writes here, when it is created. */
  public void allocate(int count) {
    slots = count;
    partial = new float[count * 2 * padded];
  }

  /** The slots: (slots, 2, padded channels). */
  public float[] partial() {
    return partial;
  }

  /** The start of the first sums of a slot. */
  public int first(int slot) {
    return slot * 2 * padded;
  }

  /** The start of the second sums of a slot. */
  public int second(int slot) {
    return first(slot) + padded;
  }

  /** Sets a slot to zero for the channels [from, to). */
  public void clear(int slot, int from, int to) {
    Arrays.fill(partial, first(slot) + from, first(slot) + to, 0f);
    Arrays.fill(partial, second(slot) + from, second(slot) + to, 0f);
  }

  /** Σv of a channel. */
  public double sum(int channel) {
    double sum = 0;
    for (int slot = 0; slot < slots; slot++) {
      sum += partial[first(slot) + channel];
    }
    return sum;
  }

  /** Σv·u of a channel. */
  public double product(int channel) {
    double sum = 0;
    for (int slot = 0; slot < slots; slot++) {
      sum += partial[second(slot) + channel];
    }
    return sum;
  }
}
