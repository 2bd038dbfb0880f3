/**
 * The first layer: convolutions of so few channels that a vector of channels would be mostly
 * padding.
 *
 * <p>The input is read as planes, (N, C, H, W). A scalar of a plane is spread over the vector of an
 * output block, so that all lanes work: y[pixel, k] = Σ over taps (c, a, b) of x[pixel + tap] ·
 * w[tap, k]. Neighbouring pixels of a row read neighbouring floats, because the columns are sorted
 * by their remainder modulo the stride.
 *
 * <p>{@code StemConvolution} makes the tasks of:
 *
 * <ul>
 *   <li>{@code Planes}: a few rows of an image, sorted so, with their zero border
 *   <li>{@code StemProduct}: the convolution, and the packing of its weights
 *   <li>{@code StemGradient}: the gradient of the weights, in a fixed number of parts
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.kernel.stem;

import org.jspecify.annotations.NullMarked;
