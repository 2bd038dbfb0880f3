package org.resnet4j.vector.kernel.shape;

import org.resnet4j.vector.kernel.memory.Layout;

/** The shape of a convolution of a batch: (N, in, H, W) to (N, out, H', W'), zero padding. */
public record ConvolutionShape(
    int n,
    int in,
    int out,
    int height,
    int width,
    int kernel,
    int stride,
    int padding,
    int groups) {

  public ConvolutionShape {
    if (in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          "convolution: in (%d) and out (%d) must be multiples of groups (%d)"
              .formatted(in, out, groups));
    }
    if (height + 2 * padding < kernel || width + 2 * padding < kernel) {
      throw new IllegalArgumentException(
          "convolution: a kernel of %d is larger than the padded image of %d × %d"
              .formatted(kernel, height + 2 * padding, width + 2 * padding));
    }
  }

  public ConvolutionShape(
      int n, int in, int out, int height, int width, int kernel, int stride, int padding) {
    this(n, in, out, height, width, kernel, stride, padding, 1);
  }

  /** The same convolution of another batch. */
  public ConvolutionShape withBatch(int size) {
    return new ConvolutionShape(size, in, out, height, width, kernel, stride, padding, groups);
  }

  public int outHeight() {
    return (height + 2 * padding - kernel) / stride + 1;
  }

  public int outWidth() {
    return (width + 2 * padding - kernel) / stride + 1;
  }

  public Layout input() {
    return new Layout(n, in, height, width);
  }

  public Layout output() {
    return new Layout(n, out, outHeight(), outWidth());
  }

  /** Floats of the weight (out, in / groups, kernel, kernel). */
  public int weights() {
    return out * (in / groups) * kernel * kernel;
  }

  /** Multiplications of the definition: those of one direction. */
  public long multiplications() {
    return (long) n * outHeight() * outWidth() * weights();
  }
}
