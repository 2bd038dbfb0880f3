/**
 * The memory of the kernels' operands, and work cut into pieces.
 *
 * <p>Activations and their gradients are stored in channel blocks, (N, ⌈C / lanes⌉, H, W, lanes): a
 * vector holds neighbouring channels of one pixel, and the padding channels of the last block are
 * zero. Weights are stored as PyTorch's, (out, in / groups, kernel, kernel), and packed where a
 * kernel needs another order.
 *
 * <ul>
 *   <li>{@code Lanes}: the vector width, and constant vectors in memory
 *   <li>{@code Layout}: the strides of a tensor in channel blocks
 *   <li>{@code Span}: an array from an offset on
 *   <li>{@code Scratch}: memory that keeps nothing between tasks, for each worker and for all
 *   <li>{@code PackedSpan}: where packed weights lie
 *   <li>{@code Task}: work cut into independent items
 *   <li>{@code TaskSequence}: the tasks of one direction of a convolution
 * </ul>
 */
@NullMarked
package org.resnet4j.vector.kernel.memory;

import org.jspecify.annotations.NullMarked;
