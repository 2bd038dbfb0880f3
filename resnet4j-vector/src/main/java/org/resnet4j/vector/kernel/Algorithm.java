package org.resnet4j.vector.kernel;

/** How a convolution is computed. */
public enum Algorithm {
  /** Winograd's F(4×4, 3×3): 36 multiplications for 16 outputs instead of 144. */
  WINOGRAD_4,
  /** The matrix product of a convolution of 1 × 1. */
  PRODUCT,
  /** The matrix product over gathered rows: any kernel, stride, padding. */
  GATHER,
  /** The matrix product of a linear layer, a convolution of one pixel. */
  LINEAR,
  /** Directly from planes of few channels: the first layer. Its input gradient is gathered. */
  STEM;

  /** Multiplications that one direction takes, with those spent on the borders of tiles. */
  public long multiplications(ConvolutionShape shape) {
    return switch (this) {
      case WINOGRAD_4 -> winograd(shape, 4);
      case PRODUCT, GATHER, LINEAR, STEM -> shape.multiplications();
    };
  }

  private static long winograd(ConvolutionShape shape, int tile) {
    long tiles =
        (long) shape.n()
            * ((shape.outHeight() + tile - 1) / tile)
            * ((shape.outWidth() + tile - 1) / tile);
    return tiles * (tile + 2) * (tile + 2) * shape.in() * (shape.out() / shape.groups());
  }
}
