package org.resnet4j.assembler.kernel;

/**
 * The code of a convolution and how it walks over an image.
 *
 * @param plan how the image is cut
 * @param whole code for whole groups of rows
 * @param last code for the last group, if it has fewer rows; else the same
 * @param most groups in one call, so that it takes well under a millisecond
 * @param next what a group brings nearer of the next block's weights
 */
record TileGrid(
    String name, TilePlan plan, KernelCode whole, KernelCode last, int most, NextWeights next) {
  /** Calls code for some groups. */
  @FunctionalInterface
  interface Call {
    void run(KernelCode code, int firstGroup, int groups);
  }

  /** Bytes of the next block's weights that the groups before this one bring nearer. */
  long fetched(int group) {
    return (long) group * next.group();
  }

  void run(int from, int to, Call call) {
    int end = plan.lastRows() == plan.rows() ? to : Math.min(to, plan.groups() - 1);
    for (int group = from; group < end; group += most) {
      call.run(whole, group, Math.min(most, end - group));
    }
    if (end < to && from < to) {
      call.run(last, to - 1, 1);
    }
  }
}
