/**
 * The shape of a convolution, y[n, k, i, j] = Σ over c, a, b of w[k, c, a, b] · x[n, c, i·s + a −
 * p, j·s + b − p], and of its weights as a matrix product sees them.
 *
 * <ul>
 *   <li>{@code ConvolutionShape}: sizes, and what follows from them: the output's size, the layouts
 *       of both tensors, the multiplications
 *   <li>{@code WeightMatrix}: for each group the matrix of inputs × outputs, forward or transposed,
 *       and how its blocks are read from and written to (out, in / groups, kernel, kernel)
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.kernel.shape;

import org.jspecify.annotations.NullMarked;
