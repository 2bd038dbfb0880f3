package org.resnet4j.assembler.winograd;

import org.resnet4j.vector.kernel.machine.WinogradTransform;

/**
 * What the code of a transform is made for.
 *
 * @param wide whether vectors have 64 bytes; otherwise 32
 * @param first the values before this one are zero and not read
 * @param end this one and those after it, too
 * @param results how many are stored
 * @param finish what is done with the results
 */
record TransformBlock(
    boolean wide, WinogradTransform transform, int first, int end, int results, Finish finish) {
  enum Finish {
    /** They are stored. */
    STORE,
    /** A bias and what lies somewhere are added before. */
    ADD,
    /** As {@link #ADD}, and nothing is less than zero. */
    RECTIFY
  }

  /** All values are there, all results are stored as they are. */
  static TransformBlock whole(boolean wide, WinogradTransform transform) {
    return new TransformBlock(
        wide, transform, 0, transform.inputs(), transform.outputs(), Finish.STORE);
  }

  /** Of columns whose rows [first, end) are inside. */
  static TransformBlock columns(boolean wide, int first, int end) {
    var transform = WinogradTransform.INPUT_4;
    return new TransformBlock(wide, transform, first, end, transform.outputs(), Finish.STORE);
  }

  /** Of the first rows of an output. */
  static TransformBlock finished(
      boolean wide, WinogradTransform output, int rows, boolean rectify) {
    var finish = rectify ? Finish.RECTIFY : Finish.ADD;
    return new TransformBlock(wide, output, 0, output.inputs(), rows, finish);
  }

  boolean finishes() {
    return finish != Finish.STORE;
  }
}
