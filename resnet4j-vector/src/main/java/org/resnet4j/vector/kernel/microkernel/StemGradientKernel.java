package org.resnet4j.vector.kernel.microkernel;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import org.resnet4j.vector.kernel.microkernel.block.StemGradientBlock;

/**
 * The register blocks of the weight gradient of the first layer, whose few input channels are
 * planes: eight taps at a time, each reading neighbouring floats from where a table says.
 */
public final class StemGradientKernel {
  private StemGradientKernel() {}

  /**
   * c[tap][k] += Σ over n pixels of a[tap + pixel] · d[k][pixel].
   *
   * @param taps a multiple of eight
   * @param ds floats from an output block of d to the next
   * @param cs floats from a tap of c to the next
   */
  public static void multiply(
      float[] a,
      int ao,
      int[] taps,
      int n,
      float[] d,
      int dO,
      int ds,
      int outputs,
      float[] c,
      int co,
      int cs) {
    int k = 0;
    if (LANES == 16) {
      for (; k + 1 < outputs; k += 2) {
        for (int e = 0; e < taps.length; e += 8) {
          StemGradientBlock.taps8x2(
              a, ao, taps, e, n, d, dO + k * ds, ds, c, co + e * cs + k * LANES, cs);
        }
      }
    }
    for (; k < outputs; k++) {
      for (int e = 0; e < taps.length; e += 8) {
        StemGradientBlock.taps8x1(
            a, ao, taps, e, n, d, dO + k * ds, c, co + e * cs + k * LANES, cs);
      }
    }
  }
}
