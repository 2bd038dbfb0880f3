package org.resnet4j.assembler.product;

/**
 * What a register block in fp32 is made of.
 *
 * @param wide whether vectors have 64 bytes; otherwise 32
 * @param rows how many
 * @param inputs where they lie
 * @param rowBytes from one row's inputs to the next's
 * @param end what is done with the sums
 */
record RowBlock(boolean wide, int rows, Inputs inputs, int rowBytes, End end) {
  enum Inputs {
    /** In groups of as many as a vector has lanes; the weights of two outputs are apart. */
    GROUPS,
    /** Each where a table says; the weights of two outputs are side by side. */
    TAPS
  }

  enum End {
    /** They are stored. */
    STORE,
    /** Biases and what lies somewhere are added before. */
    ADD,
    /** As {@link #ADD}, and nothing is less than zero. */
    RECTIFY
  }

  /** A large one: 14 rows, 6 with few registers. */
  static RowBlock large(boolean wide, int aRow, End end) {
    return new RowBlock(wide, rows(wide), Inputs.GROUPS, 4 * aRow, end);
  }

  /** A small one: 8 rows, 6 with few registers. */
  static RowBlock small(boolean wide) {
    return new RowBlock(wide, fewRows(wide), Inputs.GROUPS, wide ? 64 : 32, End.STORE);
  }

  /** One of neighbouring floats. */
  static RowBlock taps(boolean wide) {
    return new RowBlock(wide, rows(wide), Inputs.TAPS, 4, End.STORE);
  }

  static int rows(boolean wide) {
    return wide ? 14 : 6;
  }

  static int fewRows(boolean wide) {
    return wide ? 8 : 6;
  }

  boolean finishes() {
    return end != End.STORE;
  }

  boolean rectifies() {
    return end == End.RECTIFY;
  }
}
