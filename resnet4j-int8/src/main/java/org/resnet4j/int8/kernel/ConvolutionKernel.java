package org.resnet4j.int8.kernel;

/**
 * Computes one {@link ByteConvolutionShape} with weights of its own. The work on an image is a
 * grid: blocks of output channels × tiles of output pixels; every cell can be computed by itself,
 * on any thread, with the same result.
 */
public interface ConvolutionKernel {
  /** One word or two for {@code describe --plan}. */
  String name();

  /** Blocks of output channels. */
  int blocks();

  /** Tiles of output pixels of one image, from top to bottom. */
  int tiles();

  /**
   * Computes some tiles of one block of one image. Offsets are in range: the caller has checked
   * them. It takes well under a millisecond if the caller asks for few tiles.
   *
   * @param input bytes
   * @param inputAt where the window of the first output pixel begins: the corner of the border
   * @param residual bytes; unused (any array) where the epilogue adds none
   * @param residualAt where the residual of the first output pixel lies
   * @param output bytes; may be the array that the input or residual lies in, elsewhere
   * @param outputAt where the first output pixel lies
   * @param block from 0
   * @param fromTile from 0
   * @param toTile one past the last
   */
  void run(
      byte[] input,
      int inputAt,
      byte[] residual,
      int residualAt,
      byte[] output,
      int outputAt,
      int block,
      int fromTile,
      int toTile);
}
