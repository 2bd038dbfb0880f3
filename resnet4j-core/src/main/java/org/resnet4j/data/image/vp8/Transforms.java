package org.resnet4j.data.image.vp8;

/** From coefficients back to differences, section 14. */
final class Transforms {
  private Transforms() {}

  /** The second order: 16 coefficients to the DC of the 16 parts of luma. */
  static void second(int[] in, int[] out) {
    int[] t = new int[16];
    for (int i = 0; i < 4; i++) {
      int outer = in[i] + in[12 + i];
      int inner = in[4 + i] + in[8 + i];
      int innerLess = in[4 + i] - in[8 + i];
      int outerLess = in[i] - in[12 + i];
      t[i] = outer + inner;
      t[8 + i] = outer - inner;
      t[4 + i] = outerLess + innerLess;
      t[12 + i] = outerLess - innerLess;
    }
    for (int i = 0; i < 4; i++) {
      int outer = t[4 * i] + 3 + t[4 * i + 3];
      int inner = t[4 * i + 1] + t[4 * i + 2];
      int innerLess = t[4 * i + 1] - t[4 * i + 2];
      int outerLess = t[4 * i] + 3 - t[4 * i + 3];
      out[64 * i] = (short) (outer + inner >> 3);
      out[64 * i + 16] = (short) (outerLess + innerLess >> 3);
      out[64 * i + 32] = (short) (outer - inner >> 3);
      out[64 * i + 48] = (short) (outerLess - innerLess >> 3);
    }
  }

  /** Adds the differences of one part to its prediction. */
  static void add(int[] in, int at, Plane plane, int place) {
    int[] t = new int[16];
    for (int i = 0; i < 4; i++) {
      int a = in[at + i] + in[at + 8 + i];
      int b = in[at + i] - in[at + 8 + i];
      int c = small(in[at + 4 + i]) - large(in[at + 12 + i]);
      int d = large(in[at + 4 + i]) + small(in[at + 12 + i]);
      t[4 * i] = a + d;
      t[4 * i + 1] = b + c;
      t[4 * i + 2] = b - c;
      t[4 * i + 3] = a - d;
    }
    for (int y = 0; y < 4; y++) {
      int a = t[y] + 4 + t[8 + y];
      int b = t[y] + 4 - t[8 + y];
      int c = small(t[4 + y]) - large(t[12 + y]);
      int d = large(t[4 + y]) + small(t[12 + y]);
      int row = place + y * plane.stride();
      plane.add(row, a + d >> 3);
      plane.add(row + 1, b + c >> 3);
      plane.add(row + 2, b - c >> 3);
      plane.add(row + 3, a - d >> 3);
    }
  }

  // times the root of 2 times the cosine, and the sine, of an eighth of a turn's half
  private static int large(int x) {
    return (x * 20091 >> 16) + x;
  }

  private static int small(int x) {
    return x * 35468 >> 16;
  }
}
