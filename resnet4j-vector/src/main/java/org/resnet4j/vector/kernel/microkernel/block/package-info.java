/**
 * Register blocks: the unrolled loops of the micro-kernels. They are written by {@code
 * BlockGenerator}, which is in the tests of this module; a test compares them with its output.
 *
 * <p>In each method the sum of row r and column p, q, r or s is a local variable (c0p, c0q, c1p,
 * …). A step loads the vectors p, q, … of the columns once, spreads one scalar of each row over the
 * vector x, and multiplies and adds: rows × columns multiply-adds for rows + columns loads.
 *
 * <ul>
 *   <li>{@code RowBlock6}, {@code RowBlock14}: the large blocks with 16 and with 32 registers,
 *       {@code RowBlock8}, {@code RowBlock16}: those that take the rest
 *   <li>{@code GradientBlockNarrow}, {@code GradientBlockWide}: those of the gradient of weights,
 *       for 4 and 8 and for 16 lanes
 *   <li>{@code StemBlock}, {@code StemGradientBlock}: those of the first layer
 *   <li>{@code DotBlock}, {@code OuterBlock}: those of a linear layer
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.kernel.microkernel.block;

import org.jspecify.annotations.NullMarked;
