/**
 * Kernels that another module provides: register blocks in fp32, which bring near what is wanted
 * next, and Winograd's transforms, none of which wait for a compiler; and products of bfloat16,
 * which Java's Vector API does not reach. {@code FloatKernelProvider} and {@code
 * PairKernelProvider} are found as services; without them the engine computes as it does without
 * this package.
 *
 * <p>A <em>pair</em> is two numbers of bfloat16 in the place of a float, the first in its low half:
 * the upper halves of two floats, rounded to nearest, ties to even.
 */
@NullMarked
package org.resnet4j.vector.kernel.machine;

import org.jspecify.annotations.NullMarked;
