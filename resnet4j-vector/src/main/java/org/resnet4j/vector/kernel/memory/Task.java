package org.resnet4j.vector.kernel.memory;

/**
 * Work cut into items that may run at the same time, in any order, on any thread. The items depend
 * on shapes only, never on the number of threads, and so does every result. Nothing is allocated
 * while an item runs.
 */
public interface Task {
  /** How many items there are. */
  int items();

  /**
   * Does one item.
   *
   * @param worker which thread of the pool does it, from 0: it owns the worker's scratch memory
   */
  void run(int item, int worker);
}
