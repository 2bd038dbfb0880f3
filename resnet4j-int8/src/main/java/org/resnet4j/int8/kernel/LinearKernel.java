package org.resnet4j.int8.kernel;

/**
 * Computes one {@link LinearShape} with weights of its own, in blocks of outputs, each by itself.
 */
public interface LinearKernel {
  /** One word or two for {@code describe --plan}. */
  String name();

  /** Blocks of outputs. */
  int blocks();

  /**
   * Computes one block for one picture.
   *
   * @param output exactly {@code outputs} floats from {@code outputAt} on belong to the picture
   */
  void run(byte[] input, int inputAt, float[] output, int outputAt, int block);
}
