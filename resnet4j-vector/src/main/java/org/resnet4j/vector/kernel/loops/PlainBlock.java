package org.resnet4j.vector.kernel.loops;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Arrays;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;

/** The register blocks of products that every JVM can run, of any number of rows. */
public final class PlainBlock {
  /** Instead of the distance to the second output block: there is none. */
  public static final int ALONE = -1;

  private PlainBlock() {}

  /** c[row][lane] = Σ a[row][i] · b[i][lane] of one or two output blocks, {@code cs} apart. */
  public static void multiply(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int rows,
      int groups,
      float[] b,
      int bo,
      int second,
      float[] c,
      int co,
      int cs) {
    for (int row = 0; row < rows; row++) {
      int from = ao + row * aRow;
      int to = co + row * LANES;
      row(a, from, aGroup, groups, b, bo, c, to);
      if (second != ALONE) {
        row(a, from, aGroup, groups, b, bo + second, c, to + cs);
      }
    }
  }

  /** The sums of two output blocks, finished as {@code f} says. */
  public static void finished(
      float[] a,
      int ao,
      int aRow,
      int aGroup,
      int rows,
      int groups,
      float[] b,
      int bo,
      int second,
      BlockEpilogue f) {
    float[] sums = new float[LANES];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < 2; k++) {
        row(a, ao + row * aRow, aGroup, groups, b, bo + k * second, sums, 0);
        int from = f.fromAt + k * f.fromBlock + row * f.fromStep;
        int to = f.yAt + k * f.yBlock + row * LANES;
        for (int l = 0; l < LANES; l++) {
          float v = sums[l] + f.bias[f.biasAt + k * LANES + l] + f.from[from + l];
          f.y[to + l] = Math.max(v, f.least[l]);
        }
      }
    }
  }

  /** c[row][lane] = Σ a[taps[i] + row] · b[i][lane], the weights of a tap {@code step} apart. */
  public static void taps(
      float[] a, int ao, int[] taps, int rows, float[] b, int bo, int step, float[] c, int co) {
    for (int row = 0; row < rows; row++) {
      int to = co + row * LANES;
      Arrays.fill(c, to, to + LANES, 0f);
      for (int i = 0; i < taps.length; i++) {
        add(a[ao + taps[i] + row], b, bo + i * step, c, to);
      }
    }
  }

  private static void row(
      float[] a, int ao, int aGroup, int groups, float[] b, int bo, float[] c, int to) {
    Arrays.fill(c, to, to + LANES, 0f);
    for (int g = 0; g < groups; g++) {
      for (int i = 0; i < LANES; i++) {
        add(a[ao + g * aGroup + i], b, bo + (g * LANES + i) * LANES, c, to);
      }
    }
  }

  private static void add(float x, float[] b, int bo, float[] c, int co) {
    for (int l = 0; l < LANES; l++) {
      c[co + l] = Math.fma(x, b[bo + l], c[co + l]);
    }
  }
}
