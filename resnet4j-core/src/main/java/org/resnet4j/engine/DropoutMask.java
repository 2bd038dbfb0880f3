package org.resnet4j.engine;

/**
 * The dropout masks that every engine uses, so that a seed means the same on each: whether an
 * element lives is a pure function of the pass's seed, the layer's path and the element's index
 * (row-major in (N, …), as in PyTorch), computed by the finaliser of SplitMix64 (Steele et al.
 * 2014).
 */
public final class DropoutMask {
  private DropoutMask() {}

  /**
   * The stream of one dropout layer in one pass.
   *
   * @param dropoutSeed the pass's seed
   * @param path the layer's path
   * @return a value for {@link #factor}
   */
  public static long stream(long dropoutSeed, String path) {
    long hash = dropoutSeed;
    for (int i = 0; i < path.length(); i++) {
      hash = mix(hash * 31 + path.charAt(i));
    }
    return mix(hash);
  }

  /**
   * 0 where the element is dropped, else 1 / (1 − p).
   *
   * @param stream the layer's, from {@link #stream}
   * @param index of the element, row-major in (N, …)
   * @param probability p of being dropped, from 0 to below 1
   * @return the factor on the element
   */
  public static float factor(long stream, long index, double probability) {
    double uniform = (mix(stream + index * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
    return uniform < probability ? 0f : (float) (1 / (1 - probability));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
