package org.resnet4j.int8.kernel;

/**
 * A convolution of unsigned bytes with signed ones. Images lie pixel by pixel, the channels of a
 * pixel side by side; around the input there is a border of its zero point, as wide as the padding,
 * so that no window reaches outside. Steps are in bytes.
 *
 * @param inputChannels those that have weights; a kernel may read up to the next multiple of 4,
 *     where any bytes lie, and must then multiply with 0
 * @param outputChannels those that are written, and no byte beside them
 * @param stride of the window, down and across
 * @param inputPixel from an input pixel to the next on its right, a multiple of 4
 * @param inputPitch from an input row to the next
 * @param outputPixel from an output pixel to the next on its right, a multiple of 4
 * @param outputPitch from an output row to the next
 * @param residualPixel the same of the residual; 0 where there is none
 * @param residualPitch the same of the residual; 0 where there is none
 * @param epilogue what becomes of the sums
 */
public record ByteConvolutionShape(
    int inputChannels,
    int outputChannels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int outputHeight,
    int outputWidth,
    int inputPixel,
    int inputPitch,
    int outputPixel,
    int outputPitch,
    int residualPixel,
    int residualPitch,
    ByteEpilogue epilogue) {

  /** Multiplications of one image. */
  public long multiplications() {
    return (long) inputChannels
        * outputChannels
        * kernelHeight
        * kernelWidth
        * outputHeight
        * outputWidth;
  }
}
