package org.resnet4j.int8.kernel;

/** Computes one {@link MaxPoolShape}; every output row can be computed by itself. */
public interface MaxPoolKernel {
  /** One word or two for {@code describe --plan}. */
  String name();

  /**
   * Computes some rows of one image.
   *
   * @param inputAt where the window of the first output pixel begins: the corner of the border
   * @param outputAt where the first output pixel lies
   */
  void run(byte[] input, int inputAt, byte[] output, int outputAt, int fromRow, int toRow);
}
