/**
 * Micro-kernels: matrix products of a few rows and columns over arrays and offsets, whose sums stay
 * in registers from the first multiply-add to the last. They are the innermost loop of the blocking
 * of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008), as BLIS
 * names it (Van Zee and van de Geijn 2015). The loops around them, over panels that fit a cache,
 * belong to those who call.
 *
 * <ul>
 *   <li>{@code RowKernel}: c[k][row] = Σ a[row] · w[k], rows of pixels by pairs of output blocks;
 *       for {@code product} and {@code winograd}
 *   <li>{@code GradientKernel}: c[lane][k] = Σ over rows of a[row][lane] · d[k][row], the gradient
 *       of such weights
 *   <li>{@code StemKernel}, {@code StemGradientKernel}: the same two where inputs are scalars of a
 *       plane, at offsets from a table
 *   <li>{@code DotKernel}, {@code OuterKernel}: a · bᵀ and a · b for plain rows, as a linear layer
 *       has them; {@code LaneSum} adds the lanes of a dot product in a fixed order
 * </ul>
 *
 * <p>Each chooses register blocks of {@code org.resnet4j.vector.kernel.microkernel.block} to cover
 * its rows and columns: 14 × 2 sums where there are 32 registers (16 lanes), 6 × 2 where there are
 * 16.
 */
@NullMarked
package org.resnet4j.vector.kernel.microkernel;

import org.jspecify.annotations.NullMarked;
