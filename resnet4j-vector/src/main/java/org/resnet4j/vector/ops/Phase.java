package org.resnet4j.vector.ops;

import java.util.function.IntConsumer;

/**
 * Work cut into items that may run at once and in any order. It is bound to its arrays when the
 * plan is made; how it is cut depends on shapes only, never on the number of threads, so that
 * results do not either.
 */
public interface Phase {
  /** How many items there are. */
  int items();

  /**
   * Does one item.
   *
   * @param worker who runs it, from 0 to the pool's threads − 1: the index of its scratch memory
   */
  void run(int item, int worker);

  /** What one item does. */
  @FunctionalInterface
  interface Body {
    void run(int item, int worker);
  }

  static Phase of(int items, Body body) {
    return new Phase() {
      @Override
      public int items() {
        return items;
      }

      @Override
      public void run(int item, int worker) {
        body.run(item, worker);
      }
    };
  }

  /** What is done to one plane (H, W, lanes) of a blocked activation. */
  @FunctionalInterface
  interface PlaneBody {
    /**
     * @param n the example
     * @param block which block of channels
     * @param offset where the plane begins, from the activation's own beginning
     */
    void run(int n, int block, int offset);
  }

  /** Work that goes plane by plane; small planes share an item. */
  static Phase planes(Extent extent, PlaneBody body) {
    int planes = extent.batch() * extent.blocks();
    int group = Math.max(1, Extent.ITEM / extent.plane());
    return of(
        (planes + group - 1) / group,
        (item, worker) -> {
          int end = Math.min(planes, (item + 1) * group);
          for (int p = item * group; p < end; p++) {
            body.run(p / extent.blocks(), p % extent.blocks(), p * extent.plane());
          }
        });
  }

  /** What is done to a stretch of an array. */
  @FunctionalInterface
  interface RangeBody {
    void run(int from, int to);
  }

  /** Work on each element alone, in stretches; {@code floats} must be a multiple of the lanes. */
  static Phase stretches(int floats, RangeBody body) {
    int items = (int) (((long) floats + Extent.ITEM - 1) / Extent.ITEM);
    return of(
        items,
        (item, worker) -> {
          int from = item * Extent.ITEM;
          body.run(from, (int) Math.min(floats, (long) from + Extent.ITEM));
        });
  }

  /** Work on each of some things. */
  static Phase each(int items, IntConsumer body) {
    return of(items, (item, worker) -> body.accept(item));
  }
}
