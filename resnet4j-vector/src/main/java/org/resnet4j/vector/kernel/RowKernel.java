package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register block of the matrix product: c[k][row] = Σ a[block][row][lane] · b[k][block][lane],
 * all operands in blocks of lanes. Each step loads the weights of one or two output blocks, spreads
 * one input over a vector for each row, and multiplies and adds; the sums stay in registers. With
 * 32 registers 14 rows by 2 vectors are at work, with 16 registers 6 by 2 (the outer product
 * blocking of Goto and van de Geijn 2008).
 *
 * <p>Written out because the compiler keeps vectors in registers only where they are local
 * variables.
 */
final class RowKernel {
  /** Rows of a register block. */
  static final int ROWS = LANES == 16 ? 14 : 6;

  /** Rows of the smaller block that takes what is left; no product has fewer. */
  static final int REST = 6;

  private RowKernel() {}

  /** So many rows, rounded up to whole register blocks: large ones, and small ones for the rest. */
  static int padded(int rows) {
    int rest = rows % ROWS;
    int small = (rest + REST - 1) / REST * REST;
    return rows - rest + Math.min(small, ROWS);
  }

  /** So many rows, rounded up to large register blocks: parts that long leave the others whole. */
  static int whole(int rows) {
    return (rows + ROWS - 1) / ROWS * ROWS;
  }

  /**
   * How many groups of rows to take at once, at most {@code cached} or {@code most}: as many as
   * fill the register blocks best.
   */
  static int full(int group, int cached, int most) {
    int limit = Math.max(1, Math.min(cached, most));
    int best = 1;
    for (int count = 1; count <= limit; count++) {
      if ((long) count * padded(best * group) >= (long) best * padded(count * group)) {
        best = count;
      }
    }
    return best;
  }

  /**
   * The product for {@code rows} ≥ {@link #REST} rows and the output blocks [k0, k1), k0 even. A
   * last partial register block starts earlier and computes some rows again.
   *
   * @param a inputs: block {@code i}, row {@code r} at ao + i · blockStride + r · lanes
   * @param b weights, packed by {@link WeightPacking}, of all output blocks
   * @param outputs how many output blocks there are in all
   * @param c results: output block {@code k}, row {@code r} at co + (k − k0) · cs + r · lanes
   */
  static void multiply(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      int outputs,
      int k0,
      int k1,
      float[] c,
      int co,
      int cs) {
    for (int k = k0; k < k1; k += 2) {
      int to = co + (k - k0) * cs;
      part(a, ao, 0, blocks, blocks, blockStride, rows, b, bo, outputs, k, c, to, cs);
    }
  }

  /**
   * The product of the input blocks [b0, b1) alone with one pair of output blocks, or the last
   * single one.
   *
   * @param depth how many input blocks there are in all
   */
  static void part(
      float[] a,
      int ao,
      int b0,
      int b1,
      int depth,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      int outputs,
      int k,
      float[] c,
      int co,
      int cs) {
    int weights = bo + k * depth * LANES * LANES;
    int from = ao + b0 * blockStride;
    if (k + 1 < outputs) {
      int w = weights + 2 * b0 * LANES * LANES;
      pair(a, from, b1 - b0, blockStride, rows, b, w, c, co, cs);
    } else {
      single(a, from, b1 - b0, blockStride, rows, b, weights + b0 * LANES * LANES, c, co);
    }
  }

  private static void pair(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      float[] c,
      int co,
      int cs) {
    int small = small(rows);
    if (ROWS == 14) {
      for (int row = 0; row < small; row += ROWS) {
        int r = Math.min(row, rows - ROWS) * LANES;
        rows14x2(a, ao + r, blocks, blockStride, b, bo, c, co + r, cs);
      }
    }
    for (int row = small; row < rows; row += REST) {
      int r = Math.min(row, rows - REST) * LANES;
      rows6x2(a, ao + r, blocks, blockStride, b, bo, c, co + r, cs);
    }
  }

  private static void single(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      int rows,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int small = small(rows);
    if (ROWS == 14) {
      for (int row = 0; row < small; row += ROWS) {
        int r = Math.min(row, rows - ROWS) * LANES;
        rows14x1(a, ao + r, blocks, blockStride, b, bo, c, co + r);
      }
    }
    for (int row = small; row < rows; row += REST) {
      int r = Math.min(row, rows - REST) * LANES;
      rows6x1(a, ao + r, blocks, blockStride, b, bo, c, co + r);
    }
  }

  /** The row where the small register blocks begin. */
  private static int small(int rows) {
    int rest = rows % ROWS;
    return ROWS == REST ? 0 : rest > 2 * REST ? rows : rows - rest;
  }

  private static void rows14x2(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      float[] b,
      int bo,
      float[] c,
      int co,
      int cs) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    FloatVector c6p = zero(SPECIES);
    FloatVector c6q = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c7q = zero(SPECIES);
    FloatVector c8p = zero(SPECIES);
    FloatVector c8q = zero(SPECIES);
    FloatVector c9p = zero(SPECIES);
    FloatVector c9q = zero(SPECIES);
    FloatVector c10p = zero(SPECIES);
    FloatVector c10q = zero(SPECIES);
    FloatVector c11p = zero(SPECIES);
    FloatVector c11q = zero(SPECIES);
    FloatVector c12p = zero(SPECIES);
    FloatVector c12q = zero(SPECIES);
    FloatVector c13p = zero(SPECIES);
    FloatVector c13q = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        FloatVector q = fromArray(SPECIES, b, bo + LANES);
        FloatVector x = broadcast(SPECIES, a[ao + l]);
        c0p = x.fma(p, c0p);
        c0q = x.fma(q, c0q);
        x = broadcast(SPECIES, a[ao + l + LANES]);
        c1p = x.fma(p, c1p);
        c1q = x.fma(q, c1q);
        x = broadcast(SPECIES, a[ao + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        c2q = x.fma(q, c2q);
        x = broadcast(SPECIES, a[ao + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        c3q = x.fma(q, c3q);
        x = broadcast(SPECIES, a[ao + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        c4q = x.fma(q, c4q);
        x = broadcast(SPECIES, a[ao + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        c5q = x.fma(q, c5q);
        x = broadcast(SPECIES, a[ao + l + 6 * LANES]);
        c6p = x.fma(p, c6p);
        c6q = x.fma(q, c6q);
        x = broadcast(SPECIES, a[ao + l + 7 * LANES]);
        c7p = x.fma(p, c7p);
        c7q = x.fma(q, c7q);
        x = broadcast(SPECIES, a[ao + l + 8 * LANES]);
        c8p = x.fma(p, c8p);
        c8q = x.fma(q, c8q);
        x = broadcast(SPECIES, a[ao + l + 9 * LANES]);
        c9p = x.fma(p, c9p);
        c9q = x.fma(q, c9q);
        x = broadcast(SPECIES, a[ao + l + 10 * LANES]);
        c10p = x.fma(p, c10p);
        c10q = x.fma(q, c10q);
        x = broadcast(SPECIES, a[ao + l + 11 * LANES]);
        c11p = x.fma(p, c11p);
        c11q = x.fma(q, c11q);
        x = broadcast(SPECIES, a[ao + l + 12 * LANES]);
        c12p = x.fma(p, c12p);
        c12q = x.fma(q, c12q);
        x = broadcast(SPECIES, a[ao + l + 13 * LANES]);
        c13p = x.fma(p, c13p);
        c13q = x.fma(q, c13q);
        bo += 2 * LANES;
      }
      ao += blockStride;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c6p.intoArray(c, co + 6 * LANES);
    c7p.intoArray(c, co + 7 * LANES);
    c8p.intoArray(c, co + 8 * LANES);
    c9p.intoArray(c, co + 9 * LANES);
    c10p.intoArray(c, co + 10 * LANES);
    c11p.intoArray(c, co + 11 * LANES);
    c12p.intoArray(c, co + 12 * LANES);
    c13p.intoArray(c, co + 13 * LANES);
    c0q.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c2q.intoArray(c, co + cs + 2 * LANES);
    c3q.intoArray(c, co + cs + 3 * LANES);
    c4q.intoArray(c, co + cs + 4 * LANES);
    c5q.intoArray(c, co + cs + 5 * LANES);
    c6q.intoArray(c, co + cs + 6 * LANES);
    c7q.intoArray(c, co + cs + 7 * LANES);
    c8q.intoArray(c, co + cs + 8 * LANES);
    c9q.intoArray(c, co + cs + 9 * LANES);
    c10q.intoArray(c, co + cs + 10 * LANES);
    c11q.intoArray(c, co + cs + 11 * LANES);
    c12q.intoArray(c, co + cs + 12 * LANES);
    c13q.intoArray(c, co + cs + 13 * LANES);
  }

  private static void rows14x1(
      float[] a, int ao, int blocks, int blockStride, float[] b, int bo, float[] c, int co) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c6p = zero(SPECIES);
    FloatVector c7p = zero(SPECIES);
    FloatVector c8p = zero(SPECIES);
    FloatVector c9p = zero(SPECIES);
    FloatVector c10p = zero(SPECIES);
    FloatVector c11p = zero(SPECIES);
    FloatVector c12p = zero(SPECIES);
    FloatVector c13p = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        FloatVector x = broadcast(SPECIES, a[ao + l]);
        c0p = x.fma(p, c0p);
        x = broadcast(SPECIES, a[ao + l + LANES]);
        c1p = x.fma(p, c1p);
        x = broadcast(SPECIES, a[ao + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        x = broadcast(SPECIES, a[ao + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        x = broadcast(SPECIES, a[ao + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        x = broadcast(SPECIES, a[ao + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        x = broadcast(SPECIES, a[ao + l + 6 * LANES]);
        c6p = x.fma(p, c6p);
        x = broadcast(SPECIES, a[ao + l + 7 * LANES]);
        c7p = x.fma(p, c7p);
        x = broadcast(SPECIES, a[ao + l + 8 * LANES]);
        c8p = x.fma(p, c8p);
        x = broadcast(SPECIES, a[ao + l + 9 * LANES]);
        c9p = x.fma(p, c9p);
        x = broadcast(SPECIES, a[ao + l + 10 * LANES]);
        c10p = x.fma(p, c10p);
        x = broadcast(SPECIES, a[ao + l + 11 * LANES]);
        c11p = x.fma(p, c11p);
        x = broadcast(SPECIES, a[ao + l + 12 * LANES]);
        c12p = x.fma(p, c12p);
        x = broadcast(SPECIES, a[ao + l + 13 * LANES]);
        c13p = x.fma(p, c13p);
        bo += LANES;
      }
      ao += blockStride;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c6p.intoArray(c, co + 6 * LANES);
    c7p.intoArray(c, co + 7 * LANES);
    c8p.intoArray(c, co + 8 * LANES);
    c9p.intoArray(c, co + 9 * LANES);
    c10p.intoArray(c, co + 10 * LANES);
    c11p.intoArray(c, co + 11 * LANES);
    c12p.intoArray(c, co + 12 * LANES);
    c13p.intoArray(c, co + 13 * LANES);
  }

  private static void rows6x2(
      float[] a,
      int ao,
      int blocks,
      int blockStride,
      float[] b,
      int bo,
      float[] c,
      int co,
      int cs) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c0q = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c1q = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c2q = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c3q = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c4q = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    FloatVector c5q = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        FloatVector q = fromArray(SPECIES, b, bo + LANES);
        FloatVector x = broadcast(SPECIES, a[ao + l]);
        c0p = x.fma(p, c0p);
        c0q = x.fma(q, c0q);
        x = broadcast(SPECIES, a[ao + l + LANES]);
        c1p = x.fma(p, c1p);
        c1q = x.fma(q, c1q);
        x = broadcast(SPECIES, a[ao + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        c2q = x.fma(q, c2q);
        x = broadcast(SPECIES, a[ao + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        c3q = x.fma(q, c3q);
        x = broadcast(SPECIES, a[ao + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        c4q = x.fma(q, c4q);
        x = broadcast(SPECIES, a[ao + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        c5q = x.fma(q, c5q);
        bo += 2 * LANES;
      }
      ao += blockStride;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
    c0q.intoArray(c, co + cs);
    c1q.intoArray(c, co + cs + LANES);
    c2q.intoArray(c, co + cs + 2 * LANES);
    c3q.intoArray(c, co + cs + 3 * LANES);
    c4q.intoArray(c, co + cs + 4 * LANES);
    c5q.intoArray(c, co + cs + 5 * LANES);
  }

  private static void rows6x1(
      float[] a, int ao, int blocks, int blockStride, float[] b, int bo, float[] c, int co) {
    FloatVector c0p = zero(SPECIES);
    FloatVector c1p = zero(SPECIES);
    FloatVector c2p = zero(SPECIES);
    FloatVector c3p = zero(SPECIES);
    FloatVector c4p = zero(SPECIES);
    FloatVector c5p = zero(SPECIES);
    for (int k = 0; k < blocks; k++) {
      for (int l = 0; l < LANES; l++) {
        FloatVector p = fromArray(SPECIES, b, bo);
        FloatVector x = broadcast(SPECIES, a[ao + l]);
        c0p = x.fma(p, c0p);
        x = broadcast(SPECIES, a[ao + l + LANES]);
        c1p = x.fma(p, c1p);
        x = broadcast(SPECIES, a[ao + l + 2 * LANES]);
        c2p = x.fma(p, c2p);
        x = broadcast(SPECIES, a[ao + l + 3 * LANES]);
        c3p = x.fma(p, c3p);
        x = broadcast(SPECIES, a[ao + l + 4 * LANES]);
        c4p = x.fma(p, c4p);
        x = broadcast(SPECIES, a[ao + l + 5 * LANES]);
        c5p = x.fma(p, c5p);
        bo += LANES;
      }
      ao += blockStride;
    }
    c0p.intoArray(c, co);
    c1p.intoArray(c, co + LANES);
    c2p.intoArray(c, co + 2 * LANES);
    c3p.intoArray(c, co + 3 * LANES);
    c4p.intoArray(c, co + 4 * LANES);
    c5p.intoArray(c, co + 5 * LANES);
  }
}
