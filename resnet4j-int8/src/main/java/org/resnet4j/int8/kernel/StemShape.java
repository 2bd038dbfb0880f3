package org.resnet4j.int8.kernel;

/**
 * The first convolution: floats in, bytes out. The input lies channel by channel, each a padded
 * image with a border of zeros; the output pixel by pixel. {@code x = sum + bias[channel]}, in
 * 32-bit floats in any order; what is stored is {@code clamp(rint(x / scale) + zeroPoint, low,
 * 255)}, the quotient a 32-bit float.
 *
 * @param inputPlane floats from a channel to the next
 * @param inputPitch floats from a row to the next
 * @param outputPixel bytes from a pixel to the next on its right, a multiple of 4
 * @param outputPitch bytes from a row to the next
 * @param scale of the output's bytes
 * @param low the least byte that is stored: the zero point where a ReLU follows, else 0
 */
public record StemShape(
    int inputChannels,
    int outputChannels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int outputHeight,
    int outputWidth,
    int inputPlane,
    int inputPitch,
    int outputPixel,
    int outputPitch,
    float scale,
    int zeroPoint,
    int low) {}
