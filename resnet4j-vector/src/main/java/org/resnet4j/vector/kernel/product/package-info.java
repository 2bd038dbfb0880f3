/**
 * Convolutions as matrix products: any kernel, stride, padding and groups.
 *
 * <p>The rows of im2col, y[row, k] = Σ over taps and c of x[pixel(row, tap), c] · w[tap, c, k], are
 * gathered into panels that fit a cache, never as a whole (implicit GEMM). The loops are those of
 * Goto and van de Geijn (2008): parts of rows, input blocks whose weights fit the first-level
 * cache, pairs of output blocks, and inside of them {@code RowKernel}.
 *
 * <p>{@code GatherConvolution} makes the tasks. Forward, and the gradient of the input by {@code
 * GatherProduct}:
 *
 * <ul>
 *   <li>{@code Grid}: which pixel each row and tap reads, and which one the row writes; the
 *       gradient of a strided convolution's input takes a grid for each remainder modulo the stride
 *   <li>{@code RowParts}: the rows cut into parts, by shape alone
 *   <li>{@code Panels}: the gathered inputs of a part, or where they lie if they need no gathering
 *   <li>{@code WeightPacking}: weights in the order in which the product reads them
 *   <li>{@code PanelProduct}: panel times weights, to the writer; {@code DirectRows}: whole
 *       register blocks of it, which write to the target themselves
 * </ul>
 *
 * <p>{@code ScatterProduct} is the other way to the gradient of an input: every product is added
 * where it belongs (col2im). {@code GatherGradient} is the gradient of the weights, dw = im2col(x)ᵀ
 * · dy, in a fixed number of parts that {@code GradientReduction} adds.
 */
@NullMarked
package org.resnet4j.vector.kernel.product;

import org.jspecify.annotations.NullMarked;
