package org.resnet4j.vector.kernel;

import org.resnet4j.vector.kernel.machine.PairKernel;
import org.resnet4j.vector.kernel.machine.PairKernels;
import org.resnet4j.vector.kernel.machine.ProvidedKernels;

/**
 * Products of bfloat16 by plain loops: what machine code is held against, on any processor.
 *
 * @param step floats from a row's pair to its next one
 */
public record PlainPairs(int step) implements PairKernel {
  private static final int LANES = 16;

  /** Both kernels. */
  public static ProvidedKernels kernels() {
    return ProvidedKernels.NONE.with(new PairKernels(new PlainPairs(1), new PlainPairs(LANES)));
  }

  @Override
  public void multiply(
      float[] a,
      int ao,
      int aRow,
      int rows,
      float[] b,
      int bo,
      int second,
      int steps,
      float[] c,
      int co,
      int cRow,
      int cSecond,
      boolean add) {
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < (second == ALONE ? 1 : 2); v++) {
        for (int lane = 0; lane < LANES; lane++) {
          int at = co + row * cRow + v * cSecond + lane;
          float sum = add ? c[at] : 0f;
          for (int s = 0; s < steps; s++) {
            float x = a[ao + row * aRow + s * step];
            float y = b[bo + v * second + s * LANES + lane];
            sum += high(x) * high(y);
            sum += low(x) * low(y);
          }
          c[at] = sum;
        }
      }
    }
  }

  static float low(float pair) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(pair) << 16);
  }

  static float high(float pair) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(pair) & 0xFFFF0000);
  }
}
