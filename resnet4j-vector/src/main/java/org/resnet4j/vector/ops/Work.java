package org.resnet4j.vector.ops;

import java.util.function.IntConsumer;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Task;

/** Ways to cut work into items, by shape alone, never by the number of threads. */
public final class Work {
  /** About the number of floats in an item of a pass through memory: 64 KiB. */
  static final int ITEM = 1 << 14;

  private Work() {}

  /** The layout of feature vectors: images of one pixel, so that rows are contiguous. */
  public static Layout features(int n, int count) {
    return new Layout(n, count, 1, 1);
  }

  /** The work of one item. */
  @FunctionalInterface
  public interface Body {
    void run(int item, int worker);
  }

  public static Task of(int items, Body body) {
    return new Task() {
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

  /** The work on one plane (H, W, lanes) of a blocked activation. */
  @FunctionalInterface
  public interface PlaneBody {
    /**
     * @param n the example
     * @param block the block of channels
     * @param offset where the plane begins, from the start of the activation
     */
    void run(int n, int block, int offset);
  }

  /** Work that goes plane by plane; small planes share an item. */
  public static Task planes(Layout extent, PlaneBody body) {
    int planes = extent.n() * extent.blocks();
    int group = Math.max(1, ITEM / extent.plane());
    return of(
        (planes + group - 1) / group,
        (item, worker) -> {
          int end = Math.min(planes, (item + 1) * group);
          for (int p = item * group; p < end; p++) {
            body.run(p / extent.blocks(), p % extent.blocks(), p * extent.plane());
          }
        });
  }

  /** The work on a section of an array. */
  @FunctionalInterface
  public interface RangeBody {
    void run(int from, int to);
  }

  /** Elementwise work, in sections; all but the last are a multiple of the lanes. */
  public static Task stretches(int floats, RangeBody body) {
    int items = (int) (((long) floats + ITEM - 1) / ITEM);
    return of(
        items,
        (item, worker) -> {
          int from = item * ITEM;
          body.run(from, (int) Math.min(floats, (long) from + ITEM));
        });
  }

  /** Work on each of several items. */
  public static Task each(int items, IntConsumer body) {
    return of(items, (item, worker) -> body.accept(item));
  }
}
