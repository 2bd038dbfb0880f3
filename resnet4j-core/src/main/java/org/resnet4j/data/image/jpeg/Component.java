package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/** One component of a frame: light, or one of two colours. */
final class Component {
  /**
   * Samples less by 128 are within this, or no encoder wrote them: what it makes of pixels of 8
   * bits comes back within a little of them, whereas damaged codes soon leave all bounds, where
   * each decoder wraps or cuts off in its own way.
   */
  static final int FAR = 512;

  final int id;
  final int across; // blocks of it in a unit of all components
  final int down;
  final int table; // of quantisation
  final int[] steps = new int[64]; // that table at the first scan, in zigzag order

  int width; // samples that the picture needs
  int height;
  int wide; // blocks that hold them
  int high;
  int stride; // blocks in whole units
  int rows;

  /** The samples of the last two rows of units, row by row, each less by 128. */
  int[][] samples = new int[0][];

  /** Where there are several scans: all coefficients in zigzag order, block by block. */
  short[] coefficients = new short[0];

  /** How many low bits are still missing of each coefficient, in zigzag order; -1 if all are. */
  final int[] missing = new int[64];

  int direct; // the last coefficient of direct current in this scan

  Component(int id, int across, int down, int table) {
    this.id = id;
    this.across = across;
    this.down = down;
    this.table = table;
    Arrays.fill(missing, -1);
  }

  void makeRoom() {
    samples = new int[16 * down][8 * stride];
  }

  /** {@return where a row of the picture lies in {@link #samples}} */
  int place(int row) {
    return row % samples.length;
  }

  /**
   * Brings the samples of a row of units within −128 and 127.
   *
   * @throws DamagedCodes if one is far beyond
   */
  void clamp(int units) {
    int from = place(8 * down * units);
    int reach = 0;
    for (int y = from; y < from + 8 * down; y++) {
      reach |= clamp(samples[y]);
    }
    if (reach >= FAR) {
      throw new DamagedCodes(JpegReader.LIGHT);
    }
  }

  private static int clamp(int[] row) {
    int reach = 0;
    for (int x = 0; x < row.length; x++) {
      int sample = row[x];
      reach |= sample ^ sample >> 31;
      row[x] = Math.max(-128, Math.min(sample, 127));
    }
    return reach;
  }
}
