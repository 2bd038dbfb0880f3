package org.resnet4j.int8.execution;

/** One step at work. Its items can be computed in any order, on any threads. */
interface Phase {
  /** How many items there are for so many images, when so many threads compute. */
  int items(int images, int threads);

  /**
   * Computes one of them.
   *
   * @param items how many there are, as {@link #items} said
   * @param threads how many compute
   */
  void run(ImageMemory workspace, int item, int items, int threads);
}
