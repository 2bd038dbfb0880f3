/**
 * Linear layers, y = x Wᵀ, dx = dy W, dW = dyᵀ x, with the weights (out, in) where they lie: each
 * is read or written once and never packed, because a batch is too small to repay it.
 *
 * <p>{@code LinearConvolution} makes the tasks {@code LinearForward}, {@code LinearInputGradient}
 * and {@code LinearWeightGradient}, which share {@code LinearOperands}.
 */
@NullMarked
package org.resnet4j.vector.kernel.linear;

import org.jspecify.annotations.NullMarked;
