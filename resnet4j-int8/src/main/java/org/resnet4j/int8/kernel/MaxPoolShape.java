package org.resnet4j.int8.kernel;

/**
 * The largest unsigned byte of each window, channel by channel. Images lie as in {@link
 * ByteConvolutionShape}. The border around the input may hold the zero point instead of the least
 * value, where that changes nothing: every window holds a pixel of the image, and bytes of the
 * image are not below the zero point.
 */
public record MaxPoolShape(
    int channels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int outputHeight,
    int outputWidth,
    int inputPixel,
    int inputPitch,
    int outputPixel,
    int outputPitch) {}
