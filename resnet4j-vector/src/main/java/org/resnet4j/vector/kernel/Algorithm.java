package org.resnet4j.vector.kernel;

import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.winograd.Winograd;

/** How a convolution is computed. */
public enum Algorithm {
  /** Winograd's F(4×4, 3×3): 36 multiplications for 16 outputs instead of 144. */
  WINOGRAD_4,
  /** Winograd's F(2×2, 3×3): 16 multiplications for 4 outputs instead of 36. */
  WINOGRAD_2,
  /** The matrix product of a convolution of 1 × 1. */
  PRODUCT,
  /**
   * The matrix product over gathered rows: any kernel, stride, padding. Strided or without padding,
   * its input gradient is scattered.
   */
  GATHER,
  /**
   * As GATHER, in pairs of bfloat16 with sums in fp32, for kernels of one pixel too. Where an input
   * gradient is scattered, that stays in fp32.
   */
  BF16,
  /** The matrix product of a linear layer, a convolution of one pixel. */
  LINEAR,
  /**
   * Directly from planes of few channels, as in the first layer; its input gradient as GATHER's.
   */
  STEM;

  /** Multiplications that one direction takes, with those spent on the borders of tiles. */
  public long multiplications(ConvolutionShape shape) {
    return switch (this) {
      case WINOGRAD_4, WINOGRAD_2 -> {
        long tiles = (long) shape.n() * form().tiles(shape.outHeight(), shape.outWidth());
        yield tiles * form().products() * shape.in() * (shape.out() / shape.groups());
      }
      case PRODUCT, GATHER, BF16, LINEAR, STEM -> shape.multiplications();
    };
  }

  /** The algorithm of the gradient of the weights. */
  public Algorithm ofWeightGradient() {
    return this == WINOGRAD_2 ? WINOGRAD_4 : this;
  }

  /** The size of Winograd's tiles, where that is the algorithm. */
  Winograd form() {
    return this == WINOGRAD_2 ? Winograd.F2 : Winograd.F4;
  }
}
