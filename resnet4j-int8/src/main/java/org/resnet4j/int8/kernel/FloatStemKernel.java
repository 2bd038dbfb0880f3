package org.resnet4j.int8.kernel;

/**
 * Computes one {@link StemShape} with weights of its own, in blocks and tiles as {@link
 * ConvolutionKernel} does.
 */
public interface FloatStemKernel {
  /** One word or two for {@code describe --plan}. */
  String name();

  /** Blocks of output channels. */
  int blocks();

  /** Tiles of output pixels of one image, from top to bottom. */
  int tiles();

  /**
   * Computes some tiles of one block of one image.
   *
   * @param inputAt where the window of the first output pixel begins in the first channel: the
   *     corner of the border
   * @param outputAt where the first output pixel lies
   */
  void run(
      float[] input, int inputAt, byte[] output, int outputAt, int block, int fromTile, int toTile);
}
