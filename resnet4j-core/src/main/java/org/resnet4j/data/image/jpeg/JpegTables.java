package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/** Tables of quantisation and of codes (T.81, B.2.4), four of each kind. For one thread. */
final class JpegTables {
  private final int[][] steps = new int[4][0];
  private final Huffman[] direct = new Huffman[4];
  private final Huffman[] alternating = new Huffman[4];

  JpegTables() {
    Arrays.fill(direct, Huffman.MISSING);
    Arrays.fill(alternating, Huffman.MISSING);
  }

  /** Reads the segment DQT that lies from a place on. */
  void quantisation(byte[] file, int from, int end) {
    int at = from;
    while (at < end) {
      boolean deep = second(file[at]);
      int[] table = new int[64];
      for (int k = 0; k < 64; k++) {
        table[k] = deep ? MarkerSegments.pair(file, at + 1 + 2 * k) : file[at + 1 + k] & 0xff;
      }
      steps[file[at] & 3] = table;
      at += 1 + (deep ? 128 : 64);
    }
    DamagedCodes.require(at == end);
  }

  /** Reads the segment DHT that lies from a place on. */
  void codes(byte[] file, int from, int end) {
    int at = from;
    while (at < end) {
      boolean ofDirect = !second(file[at]);
      var table = new Huffman(file, at + 1);
      if (ofDirect && !table.ofSizes()) {
        throw new DamagedCodes(Huffman.MEANINGLESS);
      }
      (ofDirect ? direct : alternating)[file[at] & 3] = table;
      at += 17 + Huffman.count(file, at + 1);
    }
    DamagedCodes.require(at == end);
  }

  /**
   * {@return whether a table is of the second kind: of two bytes a step, of alternating current}
   */
  private static boolean second(byte kindAndNumber) {
    DamagedCodes.require((kindAndNumber & 0xec) == 0);
    return kindAndNumber > 3;
  }

  /**
   * {@return a component with the tables of codes that a scan names, and its steps at its first}
   */
  Scan.Part part(Component c, int numbers) {
    if (c.table > 3 || steps[c.table].length == 0) {
      throw new DamagedCodes(JpegReader.TABLE);
    }
    if (c.missing[0] < 0) {
      System.arraycopy(steps[c.table], 0, c.steps, 0, 64);
    }
    DamagedCodes.require((numbers & 0xcc) == 0);
    return new Scan.Part(c, direct[numbers >> 4], alternating[numbers & 3]);
  }
}
