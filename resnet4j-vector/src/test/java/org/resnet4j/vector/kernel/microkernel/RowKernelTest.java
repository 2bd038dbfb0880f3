package org.resnet4j.vector.kernel.microkernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RowKernelTest {
  @Test
  void partsOfWholeRegisterBlocksNeverReachBehindAllRowsInWholeOnes() {
    for (int rows = 1; rows < 1200; rows++) {
      for (int pieces = 1; pieces < 9; pieces++) {
        int each = RowKernel.whole((rows + pieces - 1) / pieces);
        for (int row = 0; row < rows; row += each) {
          int end = row + RowKernel.padded(Math.min(each, rows - row));
          assertThat(end).isLessThanOrEqualTo(RowKernel.whole(rows));
        }
      }
    }
  }

  @Test
  void paddingAddsLessThanASmallRegisterBlock() {
    for (int rows = 1; rows < 1200; rows++) {
      assertThat(RowKernel.padded(rows) - rows).isBetween(0, RowKernel.REST - 1);
      assertThat(RowKernel.padded(rows)).isGreaterThanOrEqualTo(RowKernel.REST);
    }
  }
}
