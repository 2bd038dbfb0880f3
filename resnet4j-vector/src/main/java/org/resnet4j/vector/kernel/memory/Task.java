package org.resnet4j.vector.kernel.memory;

/**
 * Work cut into items that may run at the same time, in any order, on any thread. The items depend
 * on shapes only, never on the number of threads, and so does every result. Nothing is allocated
 * while an item runs.
 */
public interface Task {
  /** The number of items. */
  int items();

  /**
   * Runs one item.
   *
   * @param worker the thread of the pool that runs it, from 0: it owns this worker's scratch memory
   */
  void run(int item, int worker);
}
