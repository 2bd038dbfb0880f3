package org.resnet4j.assembler.product;

/**
 * What a register block in fp32 is made of.
 *
 * @param wide whether vectors have 64 bytes, and a block 14 rows; otherwise 32, and 6 rows
 * @param rowBytes from one row's inputs to the next's
 * @param end what is done with the sums
 */
record RowBlock(boolean wide, int rowBytes, End end) {
  enum End {
    /** They are stored. */
    STORE,
    /** Biases and what lies somewhere are added before. */
    ADD,
    /** As {@link #ADD}, and nothing is less than zero. */
    RECTIFY
  }

  int rows() {
    return wide ? 14 : 6;
  }

  boolean finishes() {
    return end != End.STORE;
  }

  boolean rectifies() {
    return end == End.RECTIFY;
  }
}
