package org.resnet4j.assembler.product;

import org.resnet4j.assembler.x86.VectorInstruction;

/**
 * What a register block is made of.
 *
 * @param factor what a step multiplies
 * @param rows of sums, 1 to 14
 * @param vectors of sums of a row: 1 or 2
 * @param step bytes from a row's factor to its next one
 * @param adds whether sums begin with what lies in their places
 */
record RegisterBlock(Factor factor, int rows, int vectors, int step, boolean adds) {
  /** The most rows whose sums, two vectors each, the registers hold beside the operands. */
  static final int MOST_ROWS = 14;

  /** What a step multiplies: four bytes of a row with those of each lane. */
  enum Factor {
    /** Two products of bfloat16, AVX-512 BF16. */
    PAIR(VectorInstruction.VPBROADCASTD, VectorInstruction.VDPBF16PS),
    /** A float. */
    FLOAT(VectorInstruction.VBROADCASTSS, VectorInstruction.VFMADD231PS);

    final VectorInstruction broadcast;
    final VectorInstruction multiply;

    Factor(VectorInstruction broadcast, VectorInstruction multiply) {
      this.broadcast = broadcast;
      this.multiply = multiply;
    }
  }
}
