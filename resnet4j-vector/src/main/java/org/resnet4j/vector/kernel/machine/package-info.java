/**
 * Kernels that another module provides: products of bfloat16, which Java's Vector API does not
 * reach. {@code PairKernelProvider} is found as a service; without one the engine computes in fp32
 * as it does without this package.
 *
 * <p>A <em>pair</em> is two numbers of bfloat16 in the place of a float, the first in its low half:
 * the upper halves of two floats, rounded to nearest, ties to even.
 */
@NullMarked
package org.resnet4j.vector.kernel.machine;

import org.jspecify.annotations.NullMarked;
